<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Bench</name>
    <message>
        <source>the directory can not be made</source>
        <translation>das Verzeichnis lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>the directory&apos;s access rights can not be set</source>
        <translation>Die Zugriffsrechte des Verzeichnisses lassen sich nicht setzen</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>ein anderer Prozess</translation>
    </message>
    <message>
        <source> (process %1</source>
        <translation> (Prozess %1</translation>
    </message>
    <message>
        <source> on %1</source>
        <translation> auf %1</translation>
    </message>
    <message>
        <source>, since %1)</source>
        <translation>, seit %1)</translation>
    </message>
    <message>
        <source>a bench is a directory, and this is a file</source>
        <translation>eine Werkbank ist ein Verzeichnis, und dies ist eine Datei</translation>
    </message>
    <message>
        <source>Choose another place with --bench DIR.</source>
        <translation>Mit --bench DIR einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>this directory is not a bench: it holds &quot;%1&quot; and no bench.json</source>
        <translation>dieses Verzeichnis ist keine Werkbank: es enthält „%1“ und keine bench.json</translation>
    </message>
    <message>
        <source>Choose a new or an empty directory with --bench DIR.</source>
        <translation>Mit --bench DIR ein neues oder leeres Verzeichnis wählen.</translation>
    </message>
    <message>
        <source>the file does not say which bench this is</source>
        <translation>die Datei sagt nicht, welche Werkbank dies ist</translation>
    </message>
    <message>
        <source>this bench was made with another database</source>
        <translation>diese Werkbank wurde mit einer anderen Datenbank angelegt</translation>
    </message>
    <message>
        <source>Leave the database out, or choose a new directory with --bench DIR.</source>
        <translation>Die Datenbank weglassen oder mit --bench DIR ein neues Verzeichnis wählen.</translation>
    </message>
    <message>
        <source>the bench is held by %1</source>
        <translation>die Werkbank wird von %1 gehalten</translation>
    </message>
    <message>
        <source>What only reads still works beside it (list, show, timeline follow). For the rest end that process, or choose another bench with --bench DIR.</source>
        <translation>Was nur liest, geht auch daneben (list, show, timeline follow). Für alles andere jenen Prozess beenden oder mit --bench DIR eine andere Werkbank wählen.</translation>
    </message>
    <message>
        <source>a left-over temporary file can not be removed</source>
        <translation>eine übrig gebliebene temporäre Datei lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>the database %1 belongs to another bench</source>
        <translation>die Datenbank %1 gehört zu einer anderen Werkbank</translation>
    </message>
    <message>
        <source>Give each bench a database of its own.</source>
        <translation>Jeder Werkbank eine eigene Datenbank geben.</translation>
    </message>
    <message>
        <source>the token is empty</source>
        <translation>das Token ist leer</translation>
    </message>
    <message>
        <source>Remove the file; a new token is made then.</source>
        <translation>Die Datei entfernen; dann wird ein neues Token erzeugt.</translation>
    </message>
</context>
<context>
    <name>BenchCheck</name>
    <message>
        <source>reading the blobs</source>
        <translation>liest die Blobs</translation>
    </message>
    <message>
        <source>%1 (%2): the bytes of %3 are missing: %4</source>
        <translation>%1 (%2): die Bytes von %3 fehlen: %4</translation>
    </message>
    <message>
        <source>%1 (%2): %3 has %4 bytes, %5 were published</source>
        <translation>%1 (%2): %3 hat %4 Bytes, veröffentlicht wurden %5</translation>
    </message>
    <message>
        <source>%1 (%2) has no files</source>
        <translation>%1 (%2) hat keine Dateien</translation>
    </message>
</context>
<context>
    <name>BenchClient</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort innerhalb der Frist</translation>
    </message>
    <message>
        <source>nobody holds the bench</source>
        <translation>niemand hält die Werkbank</translation>
    </message>
    <message>
        <source>the bench is held by %1, which offers no HTTP</source>
        <translation>die Werkbank wird von %1 gehalten, und dort gibt es kein HTTP</translation>
    </message>
    <message>
        <source>End it, or let it serve HTTP as well: then it does this for others.</source>
        <translation>Jenes Programm beenden oder auch über HTTP dienen lassen: dann erledigt es dies für andere.</translation>
    </message>
    <message>
        <source>the file became shorter while it was read</source>
        <translation>die Datei wurde beim Lesen kürzer</translation>
    </message>
    <message>
        <source>the answer is too long</source>
        <translation>die Antwort ist zu lang</translation>
    </message>
    <message>
        <source>the answer is no HTTP</source>
        <translation>die Antwort ist kein HTTP</translation>
    </message>
</context>
<context>
    <name>BenchForwarding</name>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sendet</translation>
    </message>
    <message>
        <source>no file is named, and there is no draft of &quot;%1&quot;</source>
        <translation>keine Datei ist genannt, und es gibt keinen Entwurf von „%1“</translation>
    </message>
    <message>
        <source>Name the files: otaw release publish ID [NAME=]FILE…</source>
        <translation>Die Dateien nennen: otaw release publish ID [NAME=]FILE…</translation>
    </message>
    <message>
        <source>Published %1 through %2</source>
        <translation>%1 über %2 veröffentlicht</translation>
    </message>
    <message>
        <source>Prepared %1 through %2; not served yet: otaw release publish %1</source>
        <translation>%1 über %2 vorbereitet; noch nicht ausgeliefert: otaw release publish %1</translation>
    </message>
    <message>
        <source>--draft and --version can not be given together</source>
        <translation>--draft und --version gehen nicht zusammen</translation>
    </message>
    <message>
        <source>Removed the draft of %1 through %2</source>
        <translation>Entwurf von %1 über %2 entfernt</translation>
    </message>
    <message>
        <source>Removed %1 through %2</source>
        <translation>%1 über %2 entfernt</translation>
    </message>
    <message>
        <source>Removed version %1 of %2 through %3</source>
        <translation>Version %1 von %2 über %3 entfernt</translation>
    </message>
    <message>
        <source>Added the board %1 through %2</source>
        <translation>Board %1 über %2 hinzugefügt</translation>
    </message>
    <message>
        <source>Changed the board %1 through %2</source>
        <translation>Board %1 über %2 geändert</translation>
    </message>
    <message>
        <source>Removed the board %1 through %2</source>
        <translation>Board %1 über %2 entfernt</translation>
    </message>
</context>
<context>
    <name>BenchOperations</name>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>this process</source>
        <translation>dieser Prozess</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Werkbank</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Gehalten von</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Releases</source>
        <translation>Releases</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>Blobs</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Serves %1</source>
        <translation>Dient als %1</translation>
    </message>
    <message>
        <source>The bench is sound: %1 releases, %2 blobs, %3, every byte read.</source>
        <translation>Die Werkbank ist in Ordnung: %1 Releases, %2 Blobs, %3, jedes Byte gelesen.</translation>
    </message>
    <message>
        <source>The bench has problems: %1 releases, %2 blobs, %3.</source>
        <translation>Die Werkbank hat Fehler: %1 Releases, %2 Blobs, %3.</translation>
    </message>
    <message>
        <source>%1 in %2 blobs belong to nothing any more; otaw bench clean removes them.</source>
        <translation>%1 in %2 Blobs gehören zu nichts mehr; otaw bench clean entfernt sie.</translation>
    </message>
    <message>
        <source>Removed %1 blobs, %2</source>
        <translation>%1 Blobs entfernt, %2</translation>
    </message>
    <message>
        <source>Show where the bench is, who holds it, and how large it is.</source>
        <translation>Zeigt, wo die Werkbank ist, wer sie hält und wie groß sie ist.</translation>
    </message>
    <message>
        <source>Directory, holder with its services, sizes, versions of the tables.</source>
        <translation>Verzeichnis, Halter mit seinen Diensten, Größen, Versionen der Tabellen.</translation>
    </message>
    <message>
        <source>Read every byte of the bench and compare it with what it should be.</source>
        <translation>Liest jedes Byte der Werkbank und vergleicht es mit dem, was dort stehen soll.</translation>
    </message>
    <message>
        <source>Counts, and `problems`, which is empty for a sound bench.</source>
        <translation>Anzahlen und `problems`, leer bei einer Werkbank in Ordnung.</translation>
    </message>
    <message>
        <source>Remove the bytes that no release, draft or history needs.</source>
        <translation>Entfernt die Bytes, die kein Release, kein Entwurf und keine Vorgeschichte braucht.</translation>
    </message>
    <message>
        <source>Keep what is younger, in minutes.</source>
        <translation>Was jünger ist, bleibt, in Minuten.</translation>
    </message>
    <message>
        <source>How many blobs and bytes were removed.</source>
        <translation>Wie viele Blobs und Bytes entfernt wurden.</translation>
    </message>
</context>
<context>
    <name>BenchServices</name>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation>HTTPS</translation>
    </message>
    <message>
        <source>CoAP</source>
        <translation>CoAP</translation>
    </message>
    <message>
        <source>CoAPS</source>
        <translation>CoAPS</translation>
    </message>
    <message>
        <source>ExoSense</source>
        <translation>ExoSense</translation>
    </message>
    <message>
        <source>ExoSense TLS</source>
        <translation>ExoSense TLS</translation>
    </message>
    <message>
        <source>ExoSense MQTT</source>
        <translation>ExoSense MQTT</translation>
    </message>
    <message>
        <source>ExoSense MQTTS</source>
        <translation>ExoSense MQTTS</translation>
    </message>
</context>
<context>
    <name>BenchWindow</name>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>made just now</source>
        <translation>eben angelegt</translation>
    </message>
</context>
<context>
    <name>BlobStore</name>
    <message>
        <source>the directory can not be made</source>
        <translation>das Verzeichnis lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>es gibt keine solche Datei</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>dies ist keine Datei</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>there is no blob %1</source>
        <translation>es gibt keinen Blob %1</translation>
    </message>
    <message>
        <source>the blob is damaged: its bytes have the digest %1</source>
        <translation>der Blob ist beschädigt: seine Bytes haben den Digest %1</translation>
    </message>
    <message>
        <source>the blob can not be removed</source>
        <translation>der Blob lässt sich nicht entfernen</translation>
    </message>
</context>
<context>
    <name>BoardDefects</name>
    <message>
        <source>Reports success after every failure.</source>
        <translation>Meldet nach jedem Fehlschlag einen Erfolg.</translation>
    </message>
    <message>
        <source>Starts the last update again by itself, without end.</source>
        <translation>Beginnt das letzte Update von selbst wieder, ohne Ende.</translation>
    </message>
    <message>
        <source>Reports the version and slot that ran one update ago.</source>
        <translation>Meldet Version und Slot, die vor einem Update liefen.</translation>
    </message>
    <message>
        <source>Installs the sequence number that it already runs.</source>
        <translation>Installiert die Sequenznummer, die schon läuft.</translation>
    </message>
    <message>
        <source>Installs sequence numbers below the stored one.</source>
        <translation>Installiert Sequenznummern unter der gespeicherten.</translation>
    </message>
    <message>
        <source>After &apos;suit revert&apos; installs any sequence number, however old.</source>
        <translation>Installiert nach &apos;suit revert&apos; jede Sequenznummer, wie alt sie auch ist.</translation>
    </message>
    <message>
        <source>Forgets the sequence number of what it installed, so that a replay passes.</source>
        <translation>Vergisst die Sequenznummer des Installierten, sodass eine Wiederholung durchgeht.</translation>
    </message>
    <message>
        <source>Takes a manifest without any signature.</source>
        <translation>Nimmt ein Manifest ohne jede Signatur.</translation>
    </message>
    <message>
        <source>Takes a signature whoever made it.</source>
        <translation>Nimmt eine Signatur, gleich von wem.</translation>
    </message>
    <message>
        <source>Crashes on a signature algorithm that it does not know.</source>
        <translation>Stürzt bei einem Signaturverfahren ab, das es nicht kennt.</translation>
    </message>
    <message>
        <source>Installs the payload without comparing its digest.</source>
        <translation>Installiert die Nutzdaten, ohne ihren Digest zu vergleichen.</translation>
    </message>
    <message>
        <source>Asks once and waits for the answer without end.</source>
        <translation>Fragt einmal und wartet endlos auf die Antwort.</translation>
    </message>
    <message>
        <source>Writes bytes beyond the image&apos;s size into the slot.</source>
        <translation>Schreibt über die Größe des Abbilds hinaus in den Slot.</translation>
    </message>
    <message>
        <source>Reads on beyond the image&apos;s size until the server ends.</source>
        <translation>Liest über die Größe des Abbilds hinaus weiter, bis der Server endet.</translation>
    </message>
    <message>
        <source>Downloads without showing any progress.</source>
        <translation>Lädt, ohne einen Fortschritt zu zeigen.</translation>
    </message>
    <message>
        <source>Asks for a payload that it did not get again, without end.</source>
        <translation>Fragt nach Nutzdaten, die es nicht bekam, immer wieder.</translation>
    </message>
    <message>
        <source>Installs an image whose parts come from two bodies.</source>
        <translation>Installiert ein Abbild, dessen Teile aus zwei Körpern stammen.</translation>
    </message>
    <message>
        <source>Answers a server&apos;s 5.xx with the next request at once.</source>
        <translation>Beantwortet ein 5.xx des Servers sofort mit der nächsten Anfrage.</translation>
    </message>
    <message>
        <source>Fetches without DTLS where the handshake fails.</source>
        <translation>Lädt ohne DTLS, wo der Handshake scheitert.</translation>
    </message>
    <message>
        <source>Stores a block that arrives twice two times.</source>
        <translation>Speichert einen Block zweimal, der zweimal ankommt.</translation>
    </message>
    <message>
        <source>Takes an answer from any address, with any token and message id.</source>
        <translation>Nimmt eine Antwort von jeder Adresse, mit jedem Token und jeder Message-ID.</translation>
    </message>
    <message>
        <source>Takes images for other vendors and boards.</source>
        <translation>Nimmt Abbilder für andere Hersteller und Boards.</translation>
    </message>
    <message>
        <source>Takes an image that was linked for the other slot.</source>
        <translation>Nimmt ein Abbild, das für den anderen Slot gelinkt ist.</translation>
    </message>
    <message>
        <source>Starts a download that does not fit, and notices when it is full.</source>
        <translation>Beginnt einen Download, der nicht passt, und merkt es, wenn alles voll ist.</translation>
    </message>
    <message>
        <source>Leaves the pieces of a failed download in its storage.</source>
        <translation>Lässt die Stücke eines gescheiterten Downloads in seinem Speicher.</translation>
    </message>
    <message>
        <source>Makes a slot valid before its image is complete.</source>
        <translation>Macht einen Slot gültig, bevor sein Abbild vollständig ist.</translation>
    </message>
    <message>
        <source>Makes the running slot invalid before the new one is ready.</source>
        <translation>Macht den laufenden Slot ungültig, bevor der neue bereit ist.</translation>
    </message>
    <message>
        <source>Counts every start as a failed attempt, also without an update.</source>
        <translation>Zählt jeden Start als gescheiterten Versuch, auch ohne Update.</translation>
    </message>
    <message>
        <source>Stays with an image that does not start.</source>
        <translation>Bleibt bei einem Abbild, das nicht startet.</translation>
    </message>
    <message>
        <source>Starts a second update while the first still writes.</source>
        <translation>Beginnt ein zweites Update, während das erste noch schreibt.</translation>
    </message>
    <message>
        <source>Takes what stands behind the URL in the packet buffer for a part of it.</source>
        <translation>Hält für einen Teil der URL, was im Paketpuffer dahinter steht.</translation>
    </message>
    <message>
        <source>no defect is called &apos;%1&apos;; there are: %2</source>
        <translation>kein Defekt heißt „%1“; es gibt: %2</translation>
    </message>
</context>
<context>
    <name>BoardDiscovery</name>
    <message>
        <source>there is no network interface %1</source>
        <translation>es gibt keine Netzwerkschnittstelle %1</translation>
    </message>
    <message>
        <source>nobody can be asked on %1</source>
        <translation>auf %1 kann niemand gefragt werden</translation>
    </message>
    <message>
        <source>The interface has no address, or is down.</source>
        <translation>Die Schnittstelle hat keine Adresse oder ist abgeschaltet.</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>only coap addresses can be asked, not coaps</source>
        <translation>nur coap-Adressen lassen sich fragen, coaps nicht</translation>
    </message>
</context>
<context>
    <name>BoardOperations</name>
    <message>
        <source>The board&apos;s name on this bench.</source>
        <translation>Der Name des Boards auf dieser Werkbank.</translation>
    </message>
    <message>
        <source>Where the board is reached, with brackets around IPv6.</source>
        <translation>Wo das Board erreichbar ist, IPv6 in Klammern.</translation>
    </message>
    <message>
        <source>The serial port of its console.</source>
        <translation>Die serielle Schnittstelle seiner Konsole.</translation>
    </message>
    <message>
        <source>A board on the desk, or one that runs inside the workbench.</source>
        <translation>Ein Board auf dem Tisch oder eines, das in der Werkbank läuft.</translation>
    </message>
    <message>
        <source>How it wants to be notified: auto asks it.</source>
        <translation>Wie es benachrichtigt werden will: auto fragt es.</translation>
    </message>
    <message>
        <source>The identity that it uses for coaps.</source>
        <translation>Die Identität, die es für coaps benutzt.</translation>
    </message>
    <message>
        <source>The world whose updates it takes.</source>
        <translation>Die Welt, deren Updates es nimmt.</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>Serielle Schnittstelle</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>PSK identity</source>
        <translation>PSK-Identität</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Letzter Kontakt</translation>
    </message>
    <message>
        <source>No boards. otaw board add NAME adds one.</source>
        <translation>Keine Boards. otaw board add NAME fügt eines hinzu.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>WORLD</source>
        <translation>WELT</translation>
    </message>
    <message>
        <source>KIND</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>LINK</source>
        <translation>VERBINDUNG</translation>
    </message>
    <message>
        <source>RUNNING</source>
        <translation>LÄUFT MIT</translation>
    </message>
    <message>
        <source>LAST CONTACT</source>
        <translation>LETZTER KONTAKT</translation>
    </message>
    <message>
        <source>Removed the board %1</source>
        <translation>Board %1 entfernt</translation>
    </message>
    <message>
        <source>Add a board to the bench.</source>
        <translation>Fügt der Werkbank ein Board hinzu.</translation>
    </message>
    <message>
        <source>The board.</source>
        <translation>Das Board.</translation>
    </message>
    <message>
        <source>List the boards of the bench.</source>
        <translation>Listet die Boards der Werkbank.</translation>
    </message>
    <message>
        <source>`boards`, each with its links and what it runs.</source>
        <translation>`boards`, jedes mit seinen Verbindungen und dem, was darauf läuft.</translation>
    </message>
    <message>
        <source>Show a board.</source>
        <translation>Zeigt ein Board.</translation>
    </message>
    <message>
        <source>Take a board off the bench.</source>
        <translation>Nimmt ein Board von der Werkbank.</translation>
    </message>
    <message>
        <source>The name.</source>
        <translation>Der Name.</translation>
    </message>
    <message>
        <source>Change what the bench knows of a board.</source>
        <translation>Ändert, was die Werkbank von einem Board weiß.</translation>
    </message>
    <message>
        <source>What is not named stays as it is; an empty value takes a link away.</source>
        <translation>Was nicht genannt ist, bleibt, wie es ist; ein leerer Wert nimmt eine Verbindung weg.</translation>
    </message>
</context>
<context>
    <name>BoardProfile</name>
    <message>
        <source>a block has 16, 32, 64, 128, 256, 512 or 1024 bytes, not %1</source>
        <translation>ein Block hat 16, 32, 64, 128, 256, 512 oder 1024 Bytes, nicht %1</translation>
    </message>
    <message>
        <source>a slot has a multiple of %1 bytes, between 8 KiB and 1 GiB, not %2</source>
        <translation>ein Slot hat ein Vielfaches von %1 Bytes, zwischen 8 KiB und 1 GiB, nicht %2</translation>
    </message>
    <message>
        <source>a RAM region has between 1 byte and 1 GiB, not %1</source>
        <translation>ein RAM-Bereich hat zwischen 1 Byte und 1 GiB, nicht %1</translation>
    </message>
    <message>
        <source>a class is a UUID of 16 bytes, not %1</source>
        <translation>eine Klasse ist eine UUID von 16 Bytes, nicht %1</translation>
    </message>
    <message>
        <source>a link loses between 0 and 90 percent, not %1</source>
        <translation>eine Verbindung verliert zwischen 0 und 90 Prozent, nicht %1</translation>
    </message>
</context>
<context>
    <name>BoardRow</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>no session</source>
        <translation>keine Sitzung</translation>
    </message>
</context>
<context>
    <name>BoardStore</name>
    <message>
        <source>there is no board &quot;%1&quot;</source>
        <translation>es gibt kein Board „%1“</translation>
    </message>
    <message>
        <source>otaw board list shows what there is.</source>
        <translation>otaw board list zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can not name a board: it must have 1 to %2 bytes, no slash and no control character, and not begin with a dot</source>
        <translation>„%1“ kann kein Name eines Boards sein: er hat 1 bis %2 Bytes, keinen Schrägstrich, kein Steuerzeichen und beginnt nicht mit einem Punkt</translation>
    </message>
    <message>
        <source>there is a board &quot;%1&quot; already</source>
        <translation>es gibt schon ein Board „%1“</translation>
    </message>
    <message>
        <source>Choose another name, or remove that board first.</source>
        <translation>Einen anderen Namen wählen oder jenes Board vorher entfernen.</translation>
    </message>
</context>
<context>
    <name>BootModel</name>
    <message>
        <source>the board&apos;s directory can not be made</source>
        <translation>das Verzeichnis des Boards lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>the factory image can not be written</source>
        <translation>das Werksabbild lässt sich nicht schreiben</translation>
    </message>
</context>
<context>
    <name>Cbor</name>
    <message numerus="yes">
        <source>%n byte(s) follow the end</source>
        <translation>
            <numerusform>hinter dem Ende folgt %n Byte</numerusform>
            <numerusform>hinter dem Ende folgen %n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>the bytes end where an item should begin</source>
        <translation>die Bytes enden, wo ein Element beginnen sollte</translation>
    </message>
    <message>
        <source>the bytes end within the head of an item</source>
        <translation>die Bytes enden im Kopf eines Elements</translation>
    </message>
    <message>
        <source>0x%1 is a reserved initial byte</source>
        <translation>0x%1 ist ein reserviertes Anfangsbyte</translation>
    </message>
    <message>
        <source>a break or an indefinite length stands where none can be</source>
        <translation>ein Abbruch oder eine unbestimmte Länge steht, wo keine sein kann</translation>
    </message>
    <message>
        <source>a %1 of indefinite length</source>
        <translation>ein %1 unbestimmter Länge</translation>
    </message>
    <message>
        <source>the simple value %1 is in two bytes</source>
        <translation>der einfache Wert %1 steht in zwei Bytes</translation>
    </message>
    <message>
        <source>the number %1 is written in %2 bytes, fewer would do</source>
        <translation>die Zahl %1 ist in %2 Bytes geschrieben, weniger reichten</translation>
    </message>
    <message>
        <source>there are more than %1 items</source>
        <translation>es gibt mehr als %1 Elemente</translation>
    </message>
    <message>
        <source>the items are nested more than %1 deep</source>
        <translation>die Elemente sind tiefer als %1 verschachtelt</translation>
    </message>
    <message>
        <source>a %1 of %2 bytes begins, but only %3 follow</source>
        <translation>ein %1 von %2 Bytes beginnt, aber nur %3 folgen</translation>
    </message>
    <message>
        <source>a text is not UTF-8</source>
        <translation>ein Text ist nicht UTF-8</translation>
    </message>
    <message>
        <source>a chunk of a %1 is something else</source>
        <translation>ein Stück eines %1 ist etwas anderes</translation>
    </message>
    <message>
        <source>the key %1 stands twice in one map</source>
        <translation>der Schlüssel %1 steht zweimal in einer Map</translation>
    </message>
    <message>
        <source>the keys of a map are not in ascending order: %1 is out of place</source>
        <translation>die Schlüssel einer Map steigen nicht an: %1 steht am falschen Platz</translation>
    </message>
</context>
<context>
    <name>Certificates</name>
    <message>
        <source>&apos;%1&apos; is neither a host name nor an address</source>
        <translation>„%1“ ist weder ein Hostname noch eine Adresse</translation>
    </message>
    <message>
        <source>%1 hosts for one certificate; at most %2 are allowed</source>
        <translation>%1 Hosts für ein Zertifikat; erlaubt sind höchstens %2</translation>
    </message>
    <message>
        <source>a certificate could not be written: %1</source>
        <translation>ein Zertifikat ließ sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>no authority could be made: %1</source>
        <translation>keine Zertifizierungsstelle ließ sich anlegen: %1</translation>
    </message>
    <message>
        <source>no certificate could be made: %1</source>
        <translation>kein Zertifikat ließ sich anlegen: %1</translation>
    </message>
    <message>
        <source>the clock stands at %1, so a certificate made now would be accepted by nobody</source>
        <translation>die Uhr steht auf %1; ein jetzt erzeugtes Zertifikat nähme niemand an</translation>
    </message>
    <message>
        <source>Set the clock, or bring a certificate along.</source>
        <translation>Die Uhr stellen oder ein Zertifikat mitbringen.</translation>
    </message>
    <message>
        <source>the bench&apos;s authority is damaged: ca.pem and ca.key do not belong together</source>
        <translation>die Zertifizierungsstelle der Werkbank ist beschädigt: ca.pem und ca.key gehören nicht zusammen</translation>
    </message>
    <message>
        <source>Restore both, or remove both to get a new authority.</source>
        <translation>Beide wiederherstellen oder beide entfernen, um eine neue zu bekommen.</translation>
    </message>
    <message>
        <source>the directory can not be made</source>
        <translation>das Verzeichnis lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>The clock stands at %1; the bench&apos;s certificate was made later than that.</source>
        <translation>Die Uhr steht auf %1; das Zertifikat der Werkbank wurde später erzeugt.</translation>
    </message>
</context>
<context>
    <name>Checkers</name>
    <message>
        <source>Bytes of the console were lost: what was not seen may have happened.</source>
        <translation>Bytes der Konsole gingen verloren: was nicht zu sehen war, kann geschehen sein.</translation>
    </message>
    <message>
        <source>The device reports %1 after the session has ended.</source>
        <translation>Das Gerät meldet %1, nachdem die Sitzung zu Ende ist.</translation>
    </message>
    <message>
        <source>The device went back from %1 to %2.</source>
        <translation>Das Gerät ging von %1 zurück zu %2.</translation>
    </message>
    <message>
        <source>The SUIT worker came to &apos;%1&apos; after a step that follows it.</source>
        <translation>Der SUIT-Worker kam zu „%1“ nach einem Schritt, der darauf folgt.</translation>
    </message>
    <message>
        <source>Status for another target, %1 instead of %2.</source>
        <translation>Status für ein anderes Ziel, %1 statt %2.</translation>
    </message>
    <message>
        <source>A report of a session that another target has superseded.</source>
        <translation>Eine Meldung zu einer Sitzung, die ein anderes Ziel abgelöst hat.</translation>
    </message>
    <message>
        <source>Version %1 was confirmed, version %2 runs.</source>
        <translation>Version %1 wurde bestätigt, es läuft Version %2.</translation>
    </message>
    <message>
        <source>Success was claimed for %1, but version %2 runs.</source>
        <translation>Erfolg wurde für %1 gemeldet, es läuft aber Version %2.</translation>
    </message>
    <message>
        <source>Failure was claimed, yet the new version %1 runs.</source>
        <translation>Ein Fehlschlag wurde gemeldet, doch die neue Version %1 läuft.</translation>
    </message>
    <message>
        <source>The device reports a failure after it has installed the image.</source>
        <translation>Das Gerät meldet einen Fehlschlag, nachdem es das Abbild installiert hat.</translation>
    </message>
    <message>
        <source>100 % was reported, then a failure.</source>
        <translation>Erst wurden 100 % gemeldet, dann ein Fehlschlag.</translation>
    </message>
    <message>
        <source>The device reports success, but it has installed nothing.</source>
        <translation>Das Gerät meldet Erfolg, hat aber nichts installiert.</translation>
    </message>
    <message>
        <source>%1 bytes were sent of %2, which has %3.</source>
        <translation>%1 Bytes wurden von %2 gesendet, das %3 hat.</translation>
    </message>
    <message>
        <source>The device claims to be done with %1, but got %2 of %3 bytes.</source>
        <translation>Das Gerät will mit %1 fertig sein, bekam aber %2 von %3 Bytes.</translation>
    </message>
    <message>
        <source>Byte %1 was asked for, the answer began at %2.</source>
        <translation>Nach Byte %1 wurde gefragt, die Antwort begann bei %2.</translation>
    </message>
    <message>
        <source>One file was served from two different bodies.</source>
        <translation>Eine Datei wurde aus zwei verschiedenen Körpern bedient.</translation>
    </message>
    <message>
        <source>After a resumed transfer the device began again at byte 0.</source>
        <translation>Nach einer fortgesetzten Übertragung begann das Gerät wieder bei Byte 0.</translation>
    </message>
    <message>
        <source>%1 of %2 bytes: more than there are.</source>
        <translation>%1 von %2 Bytes: mehr, als es gibt.</translation>
    </message>
    <message>
        <source>More than %1 requests of one object within a minute, and not a byte further.</source>
        <translation>Mehr als %1 Anfragen nach einem Objekt in einer Minute und kein Byte weiter.</translation>
    </message>
    <message>
        <source>The device asked again after %1; it should have waited %2.</source>
        <translation>Das Gerät fragte nach %1 wieder; es hätte %2 warten sollen.</translation>
    </message>
    <message>
        <source>The device reports another digest than that of the bytes served.</source>
        <translation>Das Gerät meldet einen anderen Digest als den der gesendeten Bytes.</translation>
    </message>
    <message>
        <source>Payload was asked for before the manifest&apos;s signature and conditions were accepted.</source>
        <translation>Nach Nutzdaten wurde gefragt, bevor Signatur und Bedingungen des Manifests angenommen waren.</translation>
    </message>
    <message>
        <source>The device restarted while %1.</source>
        <translation>Das Gerät startete neu während: %1.</translation>
    </message>
    <message>
        <source>The device restarted more than twice.</source>
        <translation>Das Gerät startete mehr als zweimal neu.</translation>
    </message>
    <message>
        <source>The device&apos;s clock differs from ours by %1.</source>
        <translation>Die Uhr des Geräts weicht um %1 von unserer ab.</translation>
    </message>
    <message>
        <source>The device&apos;s clock jumped by %1.</source>
        <translation>Die Uhr des Geräts sprang um %1.</translation>
    </message>
    <message>
        <source>A credential or a key stands in what the device sent; exports mask it.</source>
        <translation>Ein Zugangsdatum oder Schlüssel steht in dem, was das Gerät sandte; Exporte verdecken es.</translation>
    </message>
    <message>
        <source>The device gave no reason.</source>
        <translation>Das Gerät nannte keinen Grund.</translation>
    </message>
    <message>
        <source>The reason %1 does not fit to %2.</source>
        <translation>Der Grund %1 passt nicht zu %2.</translation>
    </message>
    <message>
        <source>Target %1 began again although %2 attempts ended with the old version running.</source>
        <translation>Ziel %1 begann von neuem, obwohl %2 Versuche mit der laufenden alten Version endeten.</translation>
    </message>
    <message>
        <source>Session %1 of this board is open as well.</source>
        <translation>Sitzung %1 dieses Boards ist ebenfalls offen.</translation>
    </message>
    <message>
        <source>Nothing has confirmed the new software for %1 (limit %2).</source>
        <translation>Seit %1 hat nichts die neue Software bestätigt (Grenze %2).</translation>
    </message>
    <message>
        <source>No sign of life for %1 while %2 (limit %3).</source>
        <translation>Seit %1 kein Lebenszeichen während: %2 (Grenze %3).</translation>
    </message>
    <message>
        <source>The progress of %1 fell from %2 % to %3 %: it began again.</source>
        <translation>Der Fortschritt von %1 fiel von %2 % auf %3 %: es begann von vorn.</translation>
    </message>
</context>
<context>
    <name>CoapAddresses</name>
    <message>
        <source>This machine has no other address.</source>
        <translation>Diese Maschine hat keine andere Adresse.</translation>
    </message>
    <message>
        <source>This machine also has %1.</source>
        <translation>Diese Maschine hat auch %1.</translation>
    </message>
    <message>
        <source>%1 is told to fetch from %2, which is the device itself. %3</source>
        <translation>%1 soll von %2 laden, und das ist das Gerät selbst. %3</translation>
    </message>
</context>
<context>
    <name>CoapCertificateChain</name>
    <message>
        <source>certificate %1 can not be read</source>
        <translation>Zertifikat %1 ist nicht lesbar</translation>
    </message>
</context>
<context>
    <name>CoapClient</name>
    <message>
        <source>no address is known for &apos;%1&apos;</source>
        <translation>für „%1“ ist keine Adresse bekannt</translation>
    </message>
    <message>
        <source>coaps needs a pre-shared key or the authorities to trust</source>
        <translation>coaps braucht einen Pre-shared Key oder die Zertifizierungsstellen, denen zu trauen ist</translation>
    </message>
    <message>
        <source>accepted (%1)</source>
        <translation>angenommen (%1)</translation>
    </message>
    <message>
        <source>refused (%1 %2)</source>
        <translation>abgelehnt (%1 %2)</translation>
    </message>
    <message numerus="yes">
        <source>no answer (%n transmission(s), %1 s)</source>
        <translation>
            <numerusform>keine Antwort (%n Sendung, %1 s)</numerusform>
            <numerusform>keine Antwort (%n Sendungen, %1 s)</numerusform>
        </translation>
    </message>
    <message>
        <source>unreachable (ICMP)</source>
        <translation>unerreichbar (ICMP)</translation>
    </message>
    <message>
        <source>refused (Reset)</source>
        <translation>abgelehnt (Reset)</translation>
    </message>
    <message>
        <source>DTLS failed</source>
        <translation>DTLS gescheitert</translation>
    </message>
    <message>
        <source>not an address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>the body changed in mid-transfer</source>
        <translation>der Körper änderte sich mitten in der Übertragung</translation>
    </message>
    <message>
        <source>the other side breaks the protocol</source>
        <translation>die Gegenseite verletzt das Protokoll</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>a block option that can not be read</source>
        <translation>eine Block-Option, die sich nicht lesen lässt</translation>
    </message>
    <message>
        <source>%1 in the middle of an upload</source>
        <translation>%1 mitten in einem Upload</translation>
    </message>
    <message>
        <source>no Block2 in mid-transfer</source>
        <translation>kein Block2 mitten in der Übertragung</translation>
    </message>
    <message>
        <source>a block of %1 bytes where %2 were asked for</source>
        <translation>ein Block von %1 Bytes, wo %2 verlangt waren</translation>
    </message>
    <message>
        <source>block %1 where the one at byte %2 was asked for</source>
        <translation>Block %1, wo der bei Byte %2 verlangt war</translation>
    </message>
    <message>
        <source>ETag or Size2 is another one at byte %1</source>
        <translation>ETag oder Size2 ist bei Byte %1 anders</translation>
    </message>
    <message>
        <source>%1 bytes in a block of %2</source>
        <translation>%1 Bytes in einem Block von %2</translation>
    </message>
    <message>
        <source>more than %1 bytes</source>
        <translation>mehr als %1 Bytes</translation>
    </message>
    <message>
        <source>%1 bytes came, %2 were announced</source>
        <translation>%1 Bytes kamen, %2 waren angekündigt</translation>
    </message>
    <message>
        <source>this file can not be read: %1</source>
        <translation>diese Datei lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>the CoAP library gives no context</source>
        <translation>die CoAP-Bibliothek gibt keinen Kontext</translation>
    </message>
    <message>
        <source>no authorities in this file: %1</source>
        <translation>keine Zertifizierungsstellen in dieser Datei: %1</translation>
    </message>
    <message>
        <source>no DTLS session can be opened</source>
        <translation>keine DTLS-Sitzung lässt sich öffnen</translation>
    </message>
    <message>
        <source>the certificate is for another name</source>
        <translation>das Zertifikat ist für einen anderen Namen</translation>
    </message>
    <message>
        <source>the handshake was refused</source>
        <translation>der Handshake wurde abgelehnt</translation>
    </message>
    <message>
        <source>the handshake stopped: is it the right key?</source>
        <translation>der Handshake blieb stehen: ist es der richtige Schlüssel?</translation>
    </message>
</context>
<context>
    <name>CoapLoop</name>
    <message>
        <source>no event loop: %1</source>
        <translation>keine Ereignisschleife: %1</translation>
    </message>
    <message>
        <source>this machine does not have that address</source>
        <translation>diese Maschine hat jene Adresse nicht</translation>
    </message>
    <message>
        <source>port %1 is in use by another program</source>
        <translation>Port %1 ist von einem anderen Programm belegt</translation>
    </message>
</context>
<context>
    <name>CoapMessage</name>
    <message>
        <source>a CoAP message has at least 4 bytes, this one %1</source>
        <translation>eine CoAP-Nachricht hat mindestens 4 Bytes, diese %1</translation>
    </message>
    <message>
        <source>CoAP version %1 instead of 1</source>
        <translation>CoAP-Version %1 statt 1</translation>
    </message>
    <message>
        <source>the token has %1 bytes: not allowed, or not there</source>
        <translation>das Token hat %1 Bytes: nicht erlaubt oder nicht da</translation>
    </message>
    <message>
        <source>an empty message has %1 bytes behind its head</source>
        <translation>eine leere Nachricht hat %1 Bytes hinter ihrem Kopf</translation>
    </message>
    <message>
        <source>an option after number %1 reaches beyond the message</source>
        <translation>eine Option nach Nummer %1 reicht über die Nachricht hinaus</translation>
    </message>
    <message>
        <source>a payload marker with no payload behind it</source>
        <translation>eine Nutzdatenmarke ohne Nutzdaten dahinter</translation>
    </message>
</context>
<context>
    <name>CoapOperations</name>
    <message>
        <source>What to ask: coap://host[:port]/path or coaps://…</source>
        <translation>Was zu fragen ist: coap://host[:port]/path oder coaps://…</translation>
    </message>
    <message>
        <source>Bytes in a block.</source>
        <translation>Bytes in einem Block.</translation>
    </message>
    <message>
        <source>The pre-shared key for coaps, in hexadecimal; with the identity alone the key is asked for.</source>
        <translation>Der Pre-shared Key für coaps, hexadezimal; mit der Identität allein wird nach dem Schlüssel gefragt.</translation>
    </message>
    <message>
        <source>The authorities that may have signed the server&apos;s certificate, for coaps without a key.</source>
        <translation>Die Zertifizierungsstellen, die das Zertifikat des Servers signiert haben dürfen, für coaps ohne Schlüssel.</translation>
    </message>
    <message>
        <source>Seconds after which to give up; 0 leaves it to CoAP&apos;s own repetitions (about 93 s).</source>
        <translation>Sekunden, nach denen aufgegeben wird; 0 überlässt es den Wiederholungen von CoAP (etwa 93 s).</translation>
    </message>
    <message>
        <source>Key of &apos;%1&apos; in hexadecimal</source>
        <translation>Schlüssel von „%1“, hexadezimal</translation>
    </message>
    <message>
        <source>coaps needs --psk or --ca</source>
        <translation>coaps braucht --psk oder --ca</translation>
    </message>
    <message>
        <source>This device may want POST.</source>
        <translation>Dieses Gerät verlangt vielleicht POST.</translation>
    </message>
    <message>
        <source>This device may want PUT.</source>
        <translation>Dieses Gerät verlangt vielleicht PUT.</translation>
    </message>
    <message>
        <source>fetching</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>%1 in %2 s, %3 blocks, SHA-256 %4</source>
        <translation>%1 in %2 s, %3 Blöcke, SHA-256 %4</translation>
    </message>
    <message>
        <source>give a payload or a file, not both</source>
        <translation>Nutzdaten oder eine Datei angeben, nicht beides</translation>
    </message>
    <message>
        <source>RIOT devices take a manifest&apos;s URL with POST on /suit/trigger and need --nul: they measure it with strlen.</source>
        <translation>RIOT-Geräte nehmen die URL eines Manifests mit POST auf /suit/trigger und brauchen --nul: sie messen sie mit strlen.</translation>
    </message>
    <message>
        <source>The payload, as text.</source>
        <translation>Die Nutzdaten als Text.</translation>
    </message>
    <message>
        <source>The payload, from a file.</source>
        <translation>Die Nutzdaten aus einer Datei.</translation>
    </message>
    <message>
        <source>Add a NUL byte to the payload.</source>
        <translation>Den Nutzdaten ein NUL-Byte anhängen.</translation>
    </message>
    <message>
        <source>Content-Format of the payload, as a number.</source>
        <translation>Content-Format der Nutzdaten als Zahl.</translation>
    </message>
    <message>
        <source>the answer: code, bytes, milliseconds</source>
        <translation>die Antwort: code, bytes, milliseconds</translation>
    </message>
    <message>
        <source>Fetch something over CoAP, block by block.</source>
        <translation>Lädt etwas über CoAP, Block um Block.</translation>
    </message>
    <message>
        <source>Write the bytes there.</source>
        <translation>Die Bytes dorthin schreiben.</translation>
    </message>
    <message>
        <source>Do not look at ETag and Size2, as RIOT devices do not.</source>
        <translation>ETag und Size2 nicht beachten, wie RIOT-Geräte es tun.</translation>
    </message>
    <message>
        <source>the answer: code, bytes, sha256, etag, blocks, repeats, milliseconds; text where it is one</source>
        <translation>die Antwort: code, bytes, sha256, etag, blocks, repeats, milliseconds; text, wo sie einer ist</translation>
    </message>
    <message>
        <source>Send something with POST over CoAP.</source>
        <translation>Sendet etwas mit POST über CoAP.</translation>
    </message>
    <message>
        <source>Send something with PUT over CoAP.</source>
        <translation>Sendet etwas mit PUT über CoAP.</translation>
    </message>
    <message>
        <source>%1, SHA-256 %2</source>
        <translation>%1, SHA-256 %2</translation>
    </message>
    <message>
        <source>the server lets this be read, and not observed</source>
        <translation>der Server lässt das lesen, aber nicht beobachten</translation>
    </message>
    <message>
        <source>Read it again with &apos;coap get&apos;.</source>
        <translation>Mit „coap get“ noch einmal lesen.</translation>
    </message>
    <message>
        <source>the server tells no more of it</source>
        <translation>der Server meldet nichts mehr davon</translation>
    </message>
    <message numerus="yes">
        <source>%n notification(s)</source>
        <translation>
            <numerusform>eine Benachrichtigung</numerusform>
            <numerusform>%n Benachrichtigungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show something over CoAP and every change of it (RFC 7641).</source>
        <translation>Zeigt etwas über CoAP und jede Änderung daran (RFC 7641).</translation>
    </message>
    <message>
        <source>Runs until it is interrupted, or as long as --count and --for say. The server of a bench lets &lt;release&gt;/version be observed.</source>
        <translation>Läuft, bis es unterbrochen wird, oder so lange, wie --count und --for sagen. Der Server einer Werkbank lässt &lt;release&gt;/version beobachten.</translation>
    </message>
    <message>
        <source>End after so many notifications, the first state counts; 0: none.</source>
        <translation>Nach so vielen Benachrichtigungen enden, der erste Stand zählt mit; 0: keine Grenze.</translation>
    </message>
    <message>
        <source>End after so many seconds; 0: not by itself.</source>
        <translation>Nach so vielen Sekunden enden; 0: nicht von selbst.</translation>
    </message>
    <message>
        <source>each state as it comes: number, code, bytes, sha256, text where it is one; in the end how many there were</source>
        <translation>jeder Stand, wie er kommt: number, code, bytes, sha256, text, wo es einer ist; am Ende, wie viele es waren</translation>
    </message>
</context>
<context>
    <name>CoapPsk</name>
    <message>
        <source>a pre-shared key is written as IDENTITY:HEX</source>
        <translation>ein Pre-shared Key wird als IDENTITY:HEX geschrieben</translation>
    </message>
    <message>
        <source>a pre-shared key has 1 to %1 bytes in hexadecimal</source>
        <translation>ein Pre-shared Key hat 1 bis %1 Bytes, hexadezimal</translation>
    </message>
    <message>
        <source>a PSK identity has at most %1 bytes</source>
        <translation>eine PSK-Identität hat höchstens %1 Bytes</translation>
    </message>
</context>
<context>
    <name>CoapServer</name>
    <message>
        <source>the CoAP library gives no context</source>
        <translation>die CoAP-Bibliothek gibt keinen Kontext</translation>
    </message>
    <message>
        <source>a server needs at least one address to listen on</source>
        <translation>ein Server braucht mindestens eine Adresse, auf der er lauscht</translation>
    </message>
    <message>
        <source>not an IP address</source>
        <translation>keine IP-Adresse</translation>
    </message>
    <message>
        <source>the port can not be opened</source>
        <translation>der Port lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>this CoAP library has no DTLS</source>
        <translation>diese CoAP-Bibliothek hat kein DTLS</translation>
    </message>
    <message>
        <source>this certificate and key can not be used</source>
        <translation>dieses Zertifikat mit Schlüssel ist nicht brauchbar</translation>
    </message>
    <message>
        <source>the CoAP library does not take pre-shared keys</source>
        <translation>die CoAP-Bibliothek nimmt keine Pre-shared Keys</translation>
    </message>
    <message>
        <source>this file can not be read</source>
        <translation>diese Datei lässt sich nicht lesen</translation>
    </message>
</context>
<context>
    <name>CoapTree</name>
    <message>
        <source>no CoAP request can name this path</source>
        <translation>keine CoAP-Anfrage kann diesen Pfad nennen</translation>
    </message>
    <message>
        <source>a text that can be observed has at most %1 bytes, this one %2</source>
        <translation>ein beobachtbarer Text hat höchstens %1 Bytes, dieser %2</translation>
    </message>
</context>
<context>
    <name>CoapUri</name>
    <message>
        <source>a %-escape that is none</source>
        <translation>eine %-Maskierung, die keine ist</translation>
    </message>
    <message>
        <source>a part of %1 bytes; CoAP allows 255</source>
        <translation>ein Teil von %1 Bytes; CoAP erlaubt 255</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no port: 1 to 65535</source>
        <translation>„%1“ ist kein Port: 1 bis 65535</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no IPv6 address</source>
        <translation>„%1“ ist keine IPv6-Adresse</translation>
    </message>
    <message>
        <source>CoAP has no user names</source>
        <translation>CoAP kennt keine Benutzernamen</translation>
    </message>
    <message>
        <source>&apos;[&apos; without &apos;]&apos;</source>
        <translation>&apos;[&apos; ohne &apos;]&apos;</translation>
    </message>
    <message>
        <source>&apos;%1&apos; behind &apos;]&apos;</source>
        <translation>„%1“ hinter &apos;]&apos;</translation>
    </message>
    <message>
        <source>no host</source>
        <translation>kein Host</translation>
    </message>
    <message>
        <source>a CoAP URI has no fragment</source>
        <translation>eine CoAP-URI hat kein Fragment</translation>
    </message>
    <message>
        <source>it starts with neither coap:// nor coaps://</source>
        <translation>sie beginnt weder mit coap:// noch mit coaps://</translation>
    </message>
    <message>
        <source>Write host[:port][/path], with brackets around an IPv6 address that has a port.</source>
        <translation>Als host[:port][/path] schreiben, mit Klammern um eine IPv6-Adresse, die einen Port hat.</translation>
    </message>
    <message>
        <source>this device is named twice</source>
        <translation>dieses Gerät ist zweimal genannt</translation>
    </message>
    <message>
        <source>no device is named</source>
        <translation>kein Gerät ist genannt</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source> (default %1)</source>
        <translation> (Vorgabe %1)</translation>
    </message>
    <message>
        <source>Did you mean &apos;otaw %1&apos;?</source>
        <translation>War &apos;otaw %1&apos; gemeint?</translation>
    </message>
    <message>
        <source>say what to do: otaw NOUN VERB …; &apos;otaw --help&apos; lists the nouns</source>
        <translation>sagen, was zu tun ist: otaw NOMEN VERB …; &apos;otaw --help&apos; listet die Nomen</translation>
    </message>
    <message>
        <source>there is no noun or verb &apos;%1&apos;; &apos;otaw --help&apos; lists them</source>
        <translation>es gibt kein Nomen oder Verb „%1“; &apos;otaw --help&apos; listet sie</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs a verb: %2</source>
        <translation>„%1“ braucht ein Verb: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no verb &apos;%2&apos;; it has %3</source>
        <translation>„%1“ hat kein Verb „%2“; es hat %3</translation>
    </message>
    <message>
        <source>OTA Workbench without a window: prove over-the-air updates from a shell.</source>
        <translation>OTA Workbench ohne Fenster: Over-the-Air-Updates von der Shell aus prüfen.</translation>
    </message>
    <message>
        <source>The bench directory (default: $OTA_BENCH, or your data folder)</source>
        <translation>Das Verzeichnis der Werkbank (Vorgabe: $OTA_BENCH, sonst der eigene Datenordner)</translation>
    </message>
    <message>
        <source>One JSON object a line, for machines</source>
        <translation>Ein JSON-Objekt je Zeile, für Maschinen</translation>
    </message>
    <message>
        <source>Only results and errors</source>
        <translation>Nur Ergebnisse und Fehler</translation>
    </message>
    <message>
        <source>Exit status:
  0    done
  1    failed, or refused by a check
  2    wrong usage, nothing was run
  3    the bench itself: a port, a disk, a tool, or somebody else holds it
  4    only unexpected passes (scenarios)
  5    our own error
  130  interrupted</source>
        <translation>Rückgabewert:
  0    erledigt
  1    gescheitert oder von einer Prüfung abgelehnt
  2    falsch aufgerufen, nichts lief
  3    die Werkbank selbst: ein Port, eine Platte, ein Werkzeug oder ein anderer Halter
  4    nur unerwartete Erfolge (Szenarien)
  5    unser eigener Fehler
  130  unterbrochen</translation>
    </message>
</context>
<context>
    <name>CommandLineOperations</name>
    <message>
        <source>List every operation with its parameters</source>
        <translation>Listet jeden Vorgang mit seinen Parametern</translation>
    </message>
    <message>
        <source>With --json one object a line: the description that verbs, scenarios and forms are made from.</source>
        <translation>Mit --json ein Objekt je Zeile: die Beschreibung, aus der Verben, Szenarien und Formulare entstehen.</translation>
    </message>
    <message>
        <source>One record an operation: name, summary, parameters, returns.</source>
        <translation>Ein Datensatz je Vorgang: name, summary, parameters, returns.</translation>
    </message>
    <message>
        <source>Print a completion script for a shell</source>
        <translation>Gibt ein Ergänzungsskript für eine Shell aus</translation>
    </message>
    <message>
        <source>Example: source &lt;(otaw completion bash)</source>
        <translation>Beispiel: source &lt;(otaw completion bash)</translation>
    </message>
    <message>
        <source>The shell</source>
        <translation>Die Shell</translation>
    </message>
    <message>
        <source>The script.</source>
        <translation>Das Skript.</translation>
    </message>
    <message>
        <source>Print the manual page</source>
        <translation>Gibt die Handbuchseite aus</translation>
    </message>
    <message>
        <source>Example: otaw manual | man -l -</source>
        <translation>Beispiel: otaw manual | man -l -</translation>
    </message>
    <message>
        <source>The page in man(7) macros.</source>
        <translation>Die Seite in man(7)-Makros.</translation>
    </message>
</context>
<context>
    <name>ComponentSpec</name>
    <message>
        <source>&apos;%1&apos; is not hexadecimal: %2</source>
        <translation>„%1“ ist nicht hexadezimal: %2</translation>
    </message>
    <message>
        <source>an element of a component&apos;s name is empty</source>
        <translation>ein Element im Namen einer Komponente ist leer</translation>
    </message>
    <message>
        <source>Write text: or hex: for an element of no bytes.</source>
        <translation>Für ein Element ohne Bytes text: oder hex: schreiben.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not NAME=FILE or NAME=FILE@OFFSET</source>
        <translation>„%1“ ist weder NAME=FILE noch NAME=FILE@OFFSET</translation>
    </message>
    <message>
        <source>For example ram,0=app.bin, or hex:00=slot0.bin@0x1000 for RIOT&apos;s flash.</source>
        <translation>Zum Beispiel ram,0=app.bin oder hex:00=slot0.bin@0x1000 für den Flash von RIOT.</translation>
    </message>
    <message>
        <source>the offset</source>
        <translation>der Offset</translation>
    </message>
    <message>
        <source>%1 is &apos;%2&apos;; numbers from 0 to %3 are allowed, decimal or 0x…</source>
        <translation>%1 ist „%2“; erlaubt sind Zahlen von 0 bis %3, dezimal oder 0x…</translation>
    </message>
</context>
<context>
    <name>ConfigOperations</name>
    <message>
        <source>Nothing is odd about it</source>
        <translation>Daran ist nichts auffällig</translation>
    </message>
    <message>
        <source>--payload is missing: the file with the object</source>
        <translation>--payload fehlt: die Datei mit dem Objekt</translation>
    </message>
    <message>
        <source>What shall run: any text.</source>
        <translation>Was laufen soll: beliebiger Text.</translation>
    </message>
    <message>
        <source>What people call it.</source>
        <translation>Wie Menschen es nennen.</translation>
    </message>
    <message>
        <source>More about it.</source>
        <translation>Mehr darüber.</translation>
    </message>
    <message>
        <source>What the payload is.</source>
        <translation>Was die Nutzlast ist.</translation>
    </message>
    <message>
        <source>Where the device fetches it: one for FILE, any number for URL_LIST.</source>
        <translation>Wo das Gerät es holt: eine für FILE, beliebig viele für URL_LIST.</translation>
    </message>
    <message>
        <source>For JSON: a file with the object.</source>
        <translation>Für JSON: eine Datei mit dem Objekt.</translation>
    </message>
    <message>
        <source>Of the file: an extension that few devices check.</source>
        <translation>Der Datei: eine Erweiterung, die wenige Geräte prüfen.</translation>
    </message>
    <message>
        <source>Of the file in bytes: an extension, too.</source>
        <translation>Der Datei in Bytes: ebenfalls eine Erweiterung.</translation>
    </message>
    <message>
        <source>Writes it there as well.</source>
        <translation>Schreibt es auch dorthin.</translation>
    </message>
    <message>
        <source>Write a config_otau and check it.</source>
        <translation>Schreibt ein config_otau und prüft es.</translation>
    </message>
    <message>
        <source>`config_otau`, `encoded`, `valid`, `findings`.</source>
        <translation>`config_otau`, `encoded`, `valid`, `findings`.</translation>
    </message>
    <message>
        <source>Check a config_otau as it would be told to a device.</source>
        <translation>Prüft ein config_otau so, wie ein Gerät es gesagt bekäme.</translation>
    </message>
    <message>
        <source>A file with the text of the resource.</source>
        <translation>Eine Datei mit dem Text der Ressource.</translation>
    </message>
    <message>
        <source>`valid`, `findings`, `encoded_length`, and `repaired` where that can be offered.</source>
        <translation>`valid`, `findings`, `encoded_length` und `repaired`, wo sich das anbieten lässt.</translation>
    </message>
    <message>
        <source>give a file, or the text with --text</source>
        <translation>eine Datei angeben oder den Text mit --text</translation>
    </message>
    <message>
        <source>The text itself, in place of a file.</source>
        <translation>Der Text selbst, statt einer Datei.</translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <source>a newer OTA Workbench has used this bench: its %1 tables have version %2, this program knows them up to %3</source>
        <translation>eine neuere OTA Workbench hat diese Werkbank benutzt: ihre Tabellen %1 haben Version %2, dieses Programm kennt sie bis %3</translation>
    </message>
    <message>
        <source>Use the newer program, or another bench.</source>
        <translation>Das neuere Programm benutzen oder eine andere Werkbank.</translation>
    </message>
    <message>
        <source>the database address must look like postgresql://host/name</source>
        <translation>die Adresse der Datenbank muss aussehen wie postgresql://host/name</translation>
    </message>
    <message>
        <source>Qt has no driver %1 on this machine</source>
        <translation>Qt hat auf dieser Maschine keinen Treiber %1</translation>
    </message>
    <message>
        <source>Install the package libqt6sql6-psql or libqt6sql6-sqlite.</source>
        <translation>Das Paket libqt6sql6-psql oder libqt6sql6-sqlite installieren.</translation>
    </message>
    <message>
        <source>Another program keeps the database locked.</source>
        <translation>Ein anderes Programm hält die Datenbank gesperrt.</translation>
    </message>
    <message>
        <source>The bench was opened for reading only.</source>
        <translation>Die Werkbank wurde nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Die Platte ist voll.</translation>
    </message>
    <message>
        <source>The database server is out of disk, memory or connections.</source>
        <translation>Dem Datenbankserver fehlt es an Platte, Speicher oder Verbindungen.</translation>
    </message>
    <message>
        <source>database: %1</source>
        <translation>Datenbank: %1</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>one board</source>
        <translation>ein Board</translation>
    </message>
    <message>
        <source>%1 boards</source>
        <translation>%1 Boards</translation>
    </message>
    <message>
        <source>The demo was ended.</source>
        <translation>Die Demo wurde beendet.</translation>
    </message>
    <message>
        <source>An update from a file to %1, over %2</source>
        <translation>Ein Update von einer Datei bis zu: %1, über %2</translation>
    </message>
    <message>
        <source>%1, removed at the end</source>
        <translation>%1, wird am Ende entfernt</translation>
    </message>
    <message>
        <source>Ed25519, %1…; the boards hold its public half</source>
        <translation>Ed25519, %1…; die Boards haben die öffentliche Hälfte</translation>
    </message>
    <message>
        <source>%2, %1</source>
        <translation>%2, %1</translation>
    </message>
    <message>
        <source>, behind a riotboot header: version %1</source>
        <translation>, hinter einem riotboot-Kopf: Version %1</translation>
    </message>
    <message>
        <source>SUIT, %1 bytes, sequence number %2, signed; the linter %3</source>
        <translation>SUIT, %1 Bytes, Sequenznummer %2, signiert; der Linter %3</translation>
    </message>
    <message>
        <source>finds no fault</source>
        <translation>findet keinen Fehler</translation>
    </message>
    <message>
        <source>notes %1</source>
        <translation>merkt an: %1</translation>
    </message>
    <message>
        <source>&apos;%1&apos; at %2, sha256 %3</source>
        <translation>„%1“ bei %2, sha256 %3</translation>
    </message>
    <message>
        <source>, on a link that loses %1 % of the datagrams</source>
        <translation>, auf einer Verbindung, die %1 % der Datagramme verliert</translation>
    </message>
    <message>
        <source>%1, virtual, RIOT&apos;s real update logic; version %2, first console at %3</source>
        <translation>%1, virtuell, die echte Update-Logik von RIOT; Version %2, erste Konsole an %3</translation>
    </message>
    <message>
        <source>; %1 with the defect %2</source>
        <translation>; %1 mit dem Defekt %2</translation>
    </message>
    <message>
        <source>Download to %1</source>
        <translation>Download zu %1</translation>
    </message>
    <message>
        <source>
The bench stays in %1: otaw --bench %1 timeline list</source>
        <translation>
Die Werkbank bleibt in %1: otaw --bench %1 timeline list</translation>
    </message>
    <message>
        <source>Proven: %1 of %2 run version %3 and have the release&apos;s digest in flash.</source>
        <translation>Bewiesen: %1 von %2 laufen mit Version %3 und haben den Digest des Releases im Flash.</translation>
    </message>
    <message>
        <source>%1 of %2 boards run version %3.</source>
        <translation>%1 von %2 Boards laufen mit Version %3.</translation>
    </message>
    <message>
        <source>Making a key</source>
        <translation>Erzeugt einen Schlüssel</translation>
    </message>
    <message>
        <source>Starting CoAP</source>
        <translation>Startet CoAP</translation>
    </message>
    <message>
        <source>Publishing version %1</source>
        <translation>Veröffentlicht Version %1</translation>
    </message>
    <message>
        <source>the first %1 of %2, which has %3; with losses all of it would take minutes, and --firmware FILE sends a whole file</source>
        <translation>die ersten %1 von %2, das %3 hat; mit Verlusten dauerte alles Minuten, und --firmware DATEI sendet eine ganze Datei</translation>
    </message>
    <message>
        <source>Starting %1</source>
        <translation>Startet %1</translation>
    </message>
    <message>
        <source>Telling %1</source>
        <translation>Sagt es %1</translation>
    </message>
    <message numerus="yes">
        <source>

It made the key %1, the release %2 and %n boards: %3. otaw bench remove-demo takes them away.</source>
        <translation>
            <numerusform>

Es hat den Schlüssel %1, das Release %2 und ein Board gemacht: %3. otaw bench remove-demo nimmt sie weg.</numerusform>
            <numerusform>

Es hat den Schlüssel %1, das Release %2 und %n Boards gemacht: %3. otaw bench remove-demo nimmt sie weg.</numerusform>
        </translation>
    </message>
    <message>
        <source>Proven: %1 runs version %2 and has the release&apos;s digest in flash.</source>
        <translation>Bewiesen: %1 läuft mit Version %2 und hat den Digest des Releases im Flash.</translation>
    </message>
</context>
<context>
    <name>DemoOperations</name>
    <message>
        <source>Watch an update from the file to the running board.</source>
        <translation>Zeigt ein Update von der Datei bis zum laufenden Board.</translation>
    </message>
    <message>
        <source>Makes a bench of its own, a key, a signed SUIT release of a real file, serves it over CoAP, starts virtual boards, tells them, and shows each step until they run the new version.</source>
        <translation>Legt eine eigene Werkbank an, einen Schlüssel, ein signiertes SUIT-Release einer echten Datei, bietet es über CoAP an, startet virtuelle Boards, benachrichtigt sie und zeigt jeden Schritt, bis sie mit der neuen Version laufen.</translation>
    </message>
    <message>
        <source>The file to bring to the boards. Without it: the file of this program itself.</source>
        <translation>Die Datei, die auf die Boards kommt. Ohne sie: die Datei dieses Programms selbst.</translation>
    </message>
    <message>
        <source>How many boards.</source>
        <translation>Wie viele Boards.</translation>
    </message>
    <message>
        <source>Over DTLS with a key for each board.</source>
        <translation>Über DTLS, mit einem Schlüssel für jedes Board.</translation>
    </message>
    <message>
        <source>What the last board does wrong; otaw board defects lists them.</source>
        <translation>Was das letzte Board falsch macht; otaw board defects listet es.</translation>
    </message>
    <message>
        <source>Keep the bench in this directory, to look at it afterwards.</source>
        <translation>Die Werkbank in diesem Verzeichnis behalten, um sie danach anzusehen.</translation>
    </message>
    <message>
        <source>`boards`: each with its result, bytes, time and rate.</source>
        <translation>`boards`: jedes mit Ergebnis, Bytes, Zeit und Rate.</translation>
    </message>
    <message>
        <source>--coaps and --on-bench can not be given together</source>
        <translation>--coaps und --on-bench vertragen sich nicht</translation>
    </message>
    <message>
        <source>On a bench of its own the demo knows the devices&apos; keys.</source>
        <translation>Auf einer eigenen Werkbank kennt die Demo die Schlüssel der Geräte.</translation>
    </message>
    <message>
        <source>--keep and --on-bench can not be given together</source>
        <translation>--keep und --on-bench vertragen sich nicht</translation>
    </message>
    <message>
        <source>What the demo makes on this bench stays until otaw bench remove-demo.</source>
        <translation>Was die Demo auf dieser Werkbank macht, bleibt bis otaw bench remove-demo.</translation>
    </message>
    <message>
        <source>That many of a hundred datagrams are lost, in either direction. Without --firmware only the first 256 KiB of the program are sent then.</source>
        <translation>So viele von hundert Datagrammen gehen verloren, in jeder Richtung. Ohne --firmware werden dann nur die ersten 256 KiB des Programms gesendet.</translation>
    </message>
    <message>
        <source>On this bench instead of one of its own, and served by what serves it here. otaw bench remove-demo takes away what it makes.</source>
        <translation>Auf dieser Werkbank statt auf einer eigenen, und ausgeliefert von dem, was hier ausliefert. otaw bench remove-demo nimmt weg, was sie macht.</translation>
    </message>
    <message>
        <source>Remove what the demo made on this bench.</source>
        <translation>Entfernt, was die Demo auf dieser Werkbank gemacht hat.</translation>
    </message>
    <message>
        <source>Its key, its release and its virtual boards with their sessions. Nothing of it was there before otaw demo --on-bench.</source>
        <translation>Ihr Schlüssel, ihr Release und ihre virtuellen Boards mit deren Sitzungen. Nichts davon war vor otaw demo --on-bench da.</translation>
    </message>
    <message>
        <source>`key`, `release`, `boards`, and how many `sessions` and `bytes` went.</source>
        <translation>`key`, `release`, `boards`, und wie viele `sessions` und `bytes` gingen.</translation>
    </message>
</context>
<context>
    <name>DemoRelease</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>DemoTraces</name>
    <message>
        <source>the board %1 runs</source>
        <translation>das Board %1 läuft</translation>
    </message>
    <message>
        <source>Stop it, then remove what the demo made.</source>
        <translation>Anhalten, dann entfernen, was die Demo gemacht hat.</translation>
    </message>
    <message>
        <source>What the demo made is removed.</source>
        <translation>Was die Demo gemacht hat, ist entfernt.</translation>
    </message>
    <message>
        <source>the board&apos;s folder can not be removed</source>
        <translation>der Ordner des Boards lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>There is nothing that a demo made</source>
        <translation>Es gibt nichts, was eine Demo gemacht hat</translation>
    </message>
    <message numerus="yes">
        <source>Removed the key %1, the release %2, %3 with %n sessions</source>
        <translation>
            <numerusform>Schlüssel %1, Release %2 und %3 mit einer Sitzung entfernt</numerusform>
            <numerusform>Schlüssel %1, Release %2 und %3 mit %n Sitzungen entfernt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DemoView</name>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>BOARD</source>
        <translation>BOARD</translation>
    </message>
    <message>
        <source>PHASE</source>
        <translation>PHASE</translation>
    </message>
    <message>
        <source>WHAT HAPPENS</source>
        <translation>WAS GESCHIEHT</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSION</translation>
    </message>
    <message>
        <source>PAYLOAD</source>
        <translation>NUTZDATEN</translation>
    </message>
    <message>
        <source>DOWNLOAD</source>
        <translation>DOWNLOAD</translation>
    </message>
    <message>
        <source>RATE</source>
        <translation>RATE</translation>
    </message>
    <message>
        <source>IN ALL</source>
        <translation>INSGESAMT</translation>
    </message>
</context>
<context>
    <name>DeviceApi</name>
    <message>
        <source>The body writes nothing.</source>
        <translation>Der Rumpf schreibt nichts.</translation>
    </message>
    <message>
        <source>The body is no list of values with their times.</source>
        <translation>Der Rumpf ist keine Liste von Werten mit ihren Zeiten.</translation>
    </message>
    <message>
        <source>There is no such model here.</source>
        <translation>Ein solches Modell gibt es hier nicht.</translation>
    </message>
    <message>
        <source>The body is no form.</source>
        <translation>Der Rumpf ist kein Formular.</translation>
    </message>
    <message>
        <source>There is no such vendor or model here.</source>
        <translation>Einen solchen Hersteller oder ein solches Modell gibt es hier nicht.</translation>
    </message>
    <message>
        <source>This leave was never given, or its time is over.</source>
        <translation>Diese Erlaubnis wurde nie erteilt, oder ihre Zeit ist um.</translation>
    </message>
    <message>
        <source>The form has one file, in the field &quot;%1&quot;.</source>
        <translation>Das Formular hat eine Datei, im Feld „%1“.</translation>
    </message>
    <message>
        <source>The form has no file in the field &quot;%1&quot;.</source>
        <translation>Das Formular hat keine Datei im Feld „%1“.</translation>
    </message>
    <message>
        <source>The file has the SHA-256 %1 and %2 was announced. Nothing was changed.</source>
        <translation>Die Datei hat den SHA-256 %1, angekündigt war %2. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Log in at /api:1/token/ with the bench&apos;s token as password.</source>
        <translation>Unter /api:1/token/ mit dem Token der Werkbank als Passwort anmelden.</translation>
    </message>
    <message>
        <source>There is no such product here.</source>
        <translation>Ein solches Produkt gibt es hier nicht.</translation>
    </message>
    <message>
        <source>The password is the bench&apos;s token.</source>
        <translation>Das Passwort ist das Token der Werkbank.</translation>
    </message>
    <message>
        <source>sha256 has 64 hexadecimal digits.</source>
        <translation>sha256 hat 64 hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>tags is a JSON object.</source>
        <translation>tags ist ein JSON-Objekt.</translation>
    </message>
</context>
<context>
    <name>DeviceClock</name>
    <message>
        <source> ± %1 s</source>
        <translation> ± %1 s</translation>
    </message>
    <message>
        <source>up since %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>%1%2 s against ours</source>
        <translation>%1%2 s gegen unsere Zeit</translation>
    </message>
    <message>
        <source>, drift %1 ppm</source>
        <translation>, Drift %1 ppm</translation>
    </message>
</context>
<context>
    <name>DeviceForm</name>
    <message>
        <source>this is no batch of values: %1</source>
        <translation>das ist kein Stapel von Werten: %1</translation>
    </message>
    <message>
        <source>it is not an array</source>
        <translation>es ist kein Array</translation>
    </message>
    <message>
        <source>an item has no timestamp or no values</source>
        <translation>ein Element hat keinen timestamp oder keine values</translation>
    </message>
    <message>
        <source>%1 is no time</source>
        <translation>%1 ist keine Zeit</translation>
    </message>
</context>
<context>
    <name>DeviceKeys</name>
    <message>
        <source>there is no key for its PSK identity &quot;%1&quot;</source>
        <translation>für seine PSK-Identität „%1“ gibt es keinen Schlüssel</translation>
    </message>
    <message>
        <source>Serve with --psk %1:HEXKEY.</source>
        <translation>Mit --psk %1:HEXKEY anbieten.</translation>
    </message>
    <message>
        <source>there are %1 PSK identities, and none is known to be its</source>
        <translation>es gibt %1 PSK-Identitäten, und keine ist als seine bekannt</translation>
    </message>
    <message>
        <source>Add the board to the bench with --psk-identity.</source>
        <translation>Das Board mit --psk-identity zur Werkbank hinzufügen.</translation>
    </message>
</context>
<context>
    <name>Digest</name>
    <message>
        <source>a SHA-256 digest has 32 bytes, this has %1</source>
        <translation>ein SHA-256-Digest hat 32 Bytes, dieser hat %1</translation>
    </message>
</context>
<context>
    <name>DiscoveryOperations</name>
    <message>
        <source>Ask all CoAP nodes there. Without it and without an address: on every interface.</source>
        <translation>Alle CoAP-Knoten dort fragen. Ohne das und ohne Adresse: auf jeder Schnittstelle.</translation>
    </message>
    <message>
        <source>Ask this one itself: host[:port], with brackets around IPv6.</source>
        <translation>Diesen selbst fragen: host[:port], IPv6 in eckigen Klammern.</translation>
    </message>
    <message>
        <source>At which nodes are asked on the interfaces.</source>
        <translation>An dem Knoten auf den Schnittstellen gefragt werden.</translation>
    </message>
    <message>
        <source>How long answers are waited for, in seconds.</source>
        <translation>Wie lange auf Antworten gewartet wird, in Sekunden.</translation>
    </message>
    <message>
        <source>no network interface is up</source>
        <translation>keine Netzwerkschnittstelle ist eingeschaltet</translation>
    </message>
    <message>
        <source>Name a board with --address.</source>
        <translation>Ein Board mit --address nennen.</translation>
    </message>
    <message>
        <source>is %1</source>
        <translation>ist %1</translation>
    </message>
    <message>
        <source>shows no resources</source>
        <translation>zeigt keine Ressourcen</translation>
    </message>
    <message>
        <source>Asking for /.well-known/core</source>
        <translation>Fragt nach /.well-known/core</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) answered</source>
        <translation>
            <numerusform>ein Knoten antwortete</numerusform>
            <numerusform>%n Knoten antworteten</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for boards: ask CoAP nodes what they have.</source>
        <translation>Sucht Boards: fragt CoAP-Knoten, was sie haben.</translation>
    </message>
    <message>
        <source>GET of /.well-known/core to all CoAP nodes of an interface (RFC 7252 8), over IPv6 and IPv4, or to single addresses. Nothing is added to the bench: board.add does that.</source>
        <translation>GET von /.well-known/core an alle CoAP-Knoten einer Schnittstelle (RFC 7252 8), über IPv6 und IPv4, oder an einzelne Adressen. Der Werkbank wird nichts hinzugefügt: das tut board.add.</translation>
    </message>
    <message>
        <source>`devices`: one object a node with its address, its resources, whether it takes SUIT updates, and its board on this bench where it has one.</source>
        <translation>`devices`: je Knoten ein Objekt mit seiner Adresse, seinen Ressourcen, ob er SUIT-Updates nimmt, und seinem Board auf dieser Werkbank, wo er eines hat.</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>No job is running</source>
        <translation>Kein Auftrag läuft</translation>
    </message>
</context>
<context>
    <name>DtlsLink</name>
    <message>
        <source>this OpenSSL has no TLS_PSK_WITH_AES_128_CCM_8</source>
        <translation>dieses OpenSSL hat kein TLS_PSK_WITH_AES_128_CCM_8</translation>
    </message>
    <message>
        <source>no DTLS on this socket</source>
        <translation>kein DTLS auf diesem Socket</translation>
    </message>
    <message>
        <source>the server refused the DTLS handshake</source>
        <translation>der Server lehnte den DTLS-Handshake ab</translation>
    </message>
    <message>
        <source>the handshake was given up</source>
        <translation>der Handshake wurde aufgegeben</translation>
    </message>
    <message>
        <source>no answer to the DTLS handshake</source>
        <translation>keine Antwort auf den DTLS-Handshake</translation>
    </message>
</context>
<context>
    <name>Event</name>
    <message>
        <source>the event&apos;s field &apos;%1&apos; is wrong</source>
        <translation>das Feld „%1“ des Ereignisses ist falsch</translation>
    </message>
</context>
<context>
    <name>EventStore</name>
    <message>
        <source>there is no raw stream %1</source>
        <translation>es gibt keinen Rohstrom %1</translation>
    </message>
    <message>
        <source>there is no session %1</source>
        <translation>es gibt keine Sitzung %1</translation>
    </message>
</context>
<context>
    <name>ExosenseCloud</name>
    <message>
        <source>the board &quot;%1&quot; is one of the world %2</source>
        <translation>das Board „%1“ gehört zur Welt %2</translation>
    </message>
    <message>
        <source>Choose another identity, or remove that board.</source>
        <translation>Eine andere Identität wählen oder jenes Board entfernen.</translation>
    </message>
    <message>
        <source>neither id nor sn names the device</source>
        <translation>weder id noch sn nennt das Gerät</translation>
    </message>
    <message>
        <source>there is no such vendor or model here</source>
        <translation>einen solchen Hersteller oder ein solches Modell gibt es hier nicht</translation>
    </message>
    <message>
        <source>there is no identity &quot;%1&quot;</source>
        <translation>die Identität „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2 already</source>
        <translation>„%1“ ist bereits %2</translation>
    </message>
    <message>
        <source>there is no gateway &quot;%1&quot;</source>
        <translation>das Gateway „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>otaw exosense identity list shows what there is.</source>
        <translation>otaw exosense identity list zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>record</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>config_otau was delivered</source>
        <translation>config_otau wurde zugestellt</translation>
    </message>
    <message>
        <source>published to %1</source>
        <translation>veröffentlicht unter %1</translation>
    </message>
    <message>
        <source>config_otau was acknowledged</source>
        <translation>config_otau wurde bestätigt</translation>
    </message>
</context>
<context>
    <name>ExosenseControl</name>
    <message>
        <source>The body is no JSON object.</source>
        <translation>Der Rumpf ist kein JSON-Objekt.</translation>
    </message>
</context>
<context>
    <name>ExosenseFinding</name>
    <message>
        <source>The text is not JSON.</source>
        <translation>Der Text ist kein JSON.</translation>
    </message>
    <message>
        <source>A member stands twice; readers differ in which one they take.</source>
        <translation>Ein Member steht zweimal da; welches gilt, hängt vom Leser ab.</translation>
    </message>
    <message>
        <source>The value must be a JSON object.</source>
        <translation>Der Wert muss ein JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>The object was put into a JSON string: it is encoded twice.</source>
        <translation>Das Objekt steckt in einem JSON-String: es ist doppelt codiert.</translation>
    </message>
    <message>
        <source>A required member is missing.</source>
        <translation>Ein erforderliches Member fehlt.</translation>
    </message>
    <message>
        <source>The member must be a string.</source>
        <translation>Das Member muss ein String sein.</translation>
    </message>
    <message>
        <source>The text must not be empty.</source>
        <translation>Der Text darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The type is none of FILE, JSON and URL_LIST.</source>
        <translation>Der Typ ist keiner von FILE, JSON und URL_LIST.</translation>
    </message>
    <message>
        <source>The type must be written in upper case.</source>
        <translation>Der Typ muss in Großbuchstaben stehen.</translation>
    </message>
    <message>
        <source>The payload has not the form that its type asks for.</source>
        <translation>Die Nutzlast hat nicht die Form, die ihr Typ verlangt.</translation>
    </message>
    <message>
        <source>This is not an absolute http or https URL.</source>
        <translation>Das ist keine absolute http- oder https-URL.</translation>
    </message>
    <message>
        <source>The list of URLs is empty.</source>
        <translation>Die Liste der URLs ist leer.</translation>
    </message>
    <message>
        <source>An item of the list is not a string.</source>
        <translation>Ein Element der Liste ist kein String.</translation>
    </message>
    <message>
        <source>The digest must have 64 lower-case hexadecimal digits.</source>
        <translation>Der Digest muss 64 hexadezimale Ziffern in Kleinschreibung haben.</translation>
    </message>
    <message>
        <source>The size must be an unsigned integer.</source>
        <translation>Die Größe muss eine vorzeichenlose ganze Zahl sein.</translation>
    </message>
    <message>
        <source>The value is longer than 1 MiB, the most that is taken.</source>
        <translation>Der Wert ist länger als 1 MiB; mehr wird nicht angenommen.</translation>
    </message>
    <message>
        <source>A byte order mark stands in front; many devices stumble over it.</source>
        <translation>Davor steht eine Byte Order Mark; viele Geräte stolpern darüber.</translation>
    </message>
    <message>
        <source>The payload is given as a text that holds the right form.</source>
        <translation>Die Nutzlast ist als Text angegeben, der die richtige Form enthält.</translation>
    </message>
    <message>
        <source>The payload is fetched without TLS from another machine.</source>
        <translation>Die Nutzlast wird ohne TLS von einem anderen Rechner geholt.</translation>
    </message>
    <message>
        <source>The encoded value is longer than 340 characters: the C library&apos;s 512-byte buffer truncates the reply.</source>
        <translation>Der codierte Wert ist länger als 340 Zeichen: der 512-Byte-Puffer der C-Bibliothek kürzt die Antwort.</translation>
    </message>
    <message>
        <source>The schema does not know this member; it is kept.</source>
        <translation>Das Schema kennt dieses Member nicht; es bleibt erhalten.</translation>
    </message>
    <message>
        <source>Without a digest the device can not check what it fetched.</source>
        <translation>Ohne Digest kann das Gerät nicht prüfen, was es geholt hat.</translation>
    </message>
    <message>
        <source>The empty text: no update is asked for.</source>
        <translation>Der leere Text: es wird kein Update verlangt.</translation>
    </message>
    <message>
        <source>The report is not JSON.</source>
        <translation>Die Meldung ist kein JSON.</translation>
    </message>
    <message>
        <source>The report must be a JSON object.</source>
        <translation>Die Meldung muss ein JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>A member of the report stands twice.</source>
        <translation>Ein Member der Meldung steht zweimal da.</translation>
    </message>
    <message>
        <source>A required member of the report is missing.</source>
        <translation>Ein erforderliches Member der Meldung fehlt.</translation>
    </message>
    <message>
        <source>A member of the report must be a string.</source>
        <translation>Ein Member der Meldung muss ein String sein.</translation>
    </message>
    <message>
        <source>The status is none of the fifteen of the schema.</source>
        <translation>Der Status ist keiner der fünfzehn des Schemas.</translation>
    </message>
    <message>
        <source>The status must be written in upper case.</source>
        <translation>Der Status muss in Großbuchstaben stehen.</translation>
    </message>
    <message>
        <source>ACK acknowledges a written resource; it is no report.</source>
        <translation>ACK bestätigt eine geschriebene Ressource; es ist keine Meldung.</translation>
    </message>
    <message>
        <source>The schema does not know this member of the report; it is kept.</source>
        <translation>Das Schema kennt dieses Member der Meldung nicht; es bleibt erhalten.</translation>
    </message>
    <message>
        <source>The tag is not percent-encoded.</source>
        <translation>Das Tag ist nicht prozentcodiert.</translation>
    </message>
    <message>
        <source>A plus sign stands where a blank is meant, or may be.</source>
        <translation>Ein Pluszeichen steht, wo ein Leerzeichen gemeint ist oder sein kann.</translation>
    </message>
    <message>
        <source>The package has no otau_info tag.</source>
        <translation>Das Paket hat kein Tag otau_info.</translation>
    </message>
    <message>
        <source>The tag holds no JSON object.</source>
        <translation>Das Tag enthält kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>A placeholder of the published template was not filled in.</source>
        <translation>Ein Platzhalter der veröffentlichten Vorlage wurde nicht ausgefüllt.</translation>
    </message>
    <message>
        <source>The tag has no config_otau object.</source>
        <translation>Das Tag hat kein Objekt config_otau.</translation>
    </message>
    <message>
        <source>The tag&apos;s config_otau has errors.</source>
        <translation>Das config_otau des Tags hat Fehler.</translation>
    </message>
    <message>
        <source>A part of the form has no equals sign; it counts as an empty value.</source>
        <translation>Ein Teil des Formulars hat kein Gleichheitszeichen; er zählt als leerer Wert.</translation>
    </message>
    <message>
        <source>The client sent JSON without percent-encoding it.</source>
        <translation>Der Client hat JSON gesendet, ohne es in Prozentcodierung zu setzen.</translation>
    </message>
    <message>
        <source>The resource must hold JSON and this is none.</source>
        <translation>Die Ressource muss JSON enthalten, und das ist keines.</translation>
    </message>
    <message>
        <source>The value is not UTF-8.</source>
        <translation>Der Wert ist kein UTF-8.</translation>
    </message>
    <message>
        <source>More than one write a second: the vendor leaves undefined what happens.</source>
        <translation>Mehr als ein Schreiben je Sekunde: der Hersteller lässt offen, was dann geschieht.</translation>
    </message>
    <message>
        <source>One request carried the credentials of two boards.</source>
        <translation>Eine Anfrage trug die Zugangsdaten zweier Boards.</translation>
    </message>
    <message>
        <source>The device wanted to wait longer than 300 s; that is the most.</source>
        <translation>Das Gerät wollte länger als 300 s warten; mehr geht nicht.</translation>
    </message>
    <message>
        <source>Request-Timeout is not a number; the read was answered at once.</source>
        <translation>Request-Timeout ist keine Zahl; das Lesen wurde sofort beantwortet.</translation>
    </message>
    <message>
        <source>The device waits for several resources; the vendor allows one.</source>
        <translation>Das Gerät wartet auf mehrere Ressourcen; der Hersteller erlaubt eine.</translation>
    </message>
    <message>
        <source>The device cleared config_otau itself.</source>
        <translation>Das Gerät hat config_otau selbst geleert.</translation>
    </message>
    <message>
        <source>The device wrote back something else than what it was asked.</source>
        <translation>Das Gerät hat etwas anderes zurückgeschrieben, als verlangt war.</translation>
    </message>
    <message>
        <source>Delivered a minute ago and not acknowledged; many devices never do it.</source>
        <translation>Vor einer Minute zugestellt und nicht bestätigt; viele Geräte tun es nie.</translation>
    </message>
    <message>
        <source>A client without credential may only provision.</source>
        <translation>Ein Client ohne Zugangsdaten darf sich nur anmelden lassen.</translation>
    </message>
    <message>
        <source>QoS 2 is not supported.</source>
        <translation>QoS 2 wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>The message is longer than 1 MiB, the most that is taken.</source>
        <translation>Die Nachricht ist länger als 1 MiB; mehr wird nicht angenommen.</translation>
    </message>
    <message>
        <source>The same step was reported twice in a row.</source>
        <translation>Derselbe Schritt wurde zweimal hintereinander gemeldet.</translation>
    </message>
    <message>
        <source>A status was reported twice.</source>
        <translation>Ein Status wurde zweimal gemeldet.</translation>
    </message>
    <message>
        <source>A status of an earlier stage came after a later one.</source>
        <translation>Ein Status einer früheren Stufe kam nach einem späteren.</translation>
    </message>
    <message>
        <source>The first status was not INIT.</source>
        <translation>Der erste Status war nicht INIT.</translation>
    </message>
    <message>
        <source>Work went on after the end without a new INIT.</source>
        <translation>Nach dem Ende ging die Arbeit ohne neues INIT weiter.</translation>
    </message>
    <message>
        <source>The error is one of an earlier stage.</source>
        <translation>Der Fehler gehört zu einer früheren Stufe.</translation>
    </message>
    <message>
        <source>INSTALL_ERROR came after INSTALL_SUCCESS.</source>
        <translation>INSTALL_ERROR kam nach INSTALL_SUCCESS.</translation>
    </message>
    <message>
        <source>The device began anew before it had ended.</source>
        <translation>Das Gerät begann von neuem, ehe es fertig war.</translation>
    </message>
    <message>
        <source>The device tries once more.</source>
        <translation>Das Gerät versucht es noch einmal.</translation>
    </message>
    <message>
        <source>The requested version runs; nobody knows whether it did so before.</source>
        <translation>Die verlangte Version läuft; ob sie es vorher schon tat, weiß niemand.</translation>
    </message>
    <message>
        <source>The installed version was announced again, as at every boot.</source>
        <translation>Die installierte Version wurde erneut gemeldet, wie bei jedem Start.</translation>
    </message>
    <message>
        <source>The requested version runs although the update was reported as ended.</source>
        <translation>Die verlangte Version läuft, obwohl das Update als beendet gemeldet war.</translation>
    </message>
    <message>
        <source>The device announced its old version before it began.</source>
        <translation>Das Gerät meldete seine alte Version, ehe es begann.</translation>
    </message>
    <message>
        <source>Wrong software runs: neither the requested version nor the one before.</source>
        <translation>Falsche Software läuft: weder die verlangte Version noch die vorige.</translation>
    </message>
    <message>
        <source>INSTALL_SUCCESS was reported and the old version runs.</source>
        <translation>INSTALL_SUCCESS wurde gemeldet, und die alte Version läuft.</translation>
    </message>
    <message>
        <source>The new version ran, and later the old one again.</source>
        <translation>Die neue Version lief, und später wieder die alte.</translation>
    </message>
    <message>
        <source>The device rebooted in the middle, into its old version.</source>
        <translation>Das Gerät startete mittendrin neu, in seine alte Version.</translation>
    </message>
    <message>
        <source>The interrupted work went on.</source>
        <translation>Die unterbrochene Arbeit ging weiter.</translation>
    </message>
    <message>
        <source>The device reported about another version than the requested one.</source>
        <translation>Das Gerät meldete eine andere Version als die verlangte.</translation>
    </message>
    <message>
        <source>Nobody here asked for this update.</source>
        <translation>Niemand hier hat dieses Update verlangt.</translation>
    </message>
    <message>
        <source>Another version was requested before this one had ended.</source>
        <translation>Eine andere Version wurde verlangt, ehe diese fertig war.</translation>
    </message>
    <message>
        <source>The device went on with a version that is no longer wanted.</source>
        <translation>Das Gerät machte mit einer Version weiter, die nicht mehr gewünscht ist.</translation>
    </message>
    <message>
        <source>The same version was requested once more.</source>
        <translation>Dieselbe Version wurde noch einmal verlangt.</translation>
    </message>
    <message>
        <source>The request was cleared meanwhile; the schema gives that no meaning.</source>
        <translation>Der Auftrag wurde inzwischen geleert; das Schema gibt dem keine Bedeutung.</translation>
    </message>
    <message>
        <source>Nothing was heard for longer than the limit.</source>
        <translation>Länger als die Frist kam nichts.</translation>
    </message>
    <message>
        <source>Installed, and never confirmed by INSTALLED_VERSION.</source>
        <translation>Installiert und nie durch INSTALLED_VERSION bestätigt.</translation>
    </message>
    <message>
        <source>The device was heard of again.</source>
        <translation>Das Gerät meldete sich wieder.</translation>
    </message>
    <message>
        <source>The progress fell: the work began anew.</source>
        <translation>Der Fortschritt fiel: die Arbeit begann von neuem.</translation>
    </message>
    <message>
        <source>The device&apos;s clock is more than 300 s off; reports are kept in the order of arrival.</source>
        <translation>Die Uhr des Geräts geht mehr als 300 s falsch; Meldungen bleiben in der Reihenfolge des Eintreffens.</translation>
    </message>
    <message>
        <source>The same version begins again although two attempts ended with the old one running.</source>
        <translation>Dieselbe Version beginnt von neuem, obwohl zwei Versuche mit der laufenden alten endeten.</translation>
    </message>
    <message>
        <source>The client broke the TLS handshake off over our certificate; look at its authority, its host names and the client&apos;s clock.</source>
        <translation>Der Client brach den TLS-Handshake wegen unseres Zertifikats ab; seine Autorität, seine Hostnamen und die Uhr des Clients prüfen.</translation>
    </message>
    <message>
        <source>Take the object out of the string</source>
        <translation>Das Objekt aus dem String nehmen</translation>
    </message>
    <message>
        <source>Write it in upper case</source>
        <translation>In Großbuchstaben schreiben</translation>
    </message>
    <message>
        <source>Take the value out of the text</source>
        <translation>Den Wert aus dem Text nehmen</translation>
    </message>
    <message>
        <source>Leave the byte order mark out</source>
        <translation>Die Byte Order Mark weglassen</translation>
    </message>
</context>
<context>
    <name>ExosenseOperations</name>
    <message>
        <source>there is no verb &quot;%1&quot;</source>
        <translation>das Verb „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>End that process, or let it serve gateways as well: otaw serve --service exosense.</source>
        <translation>Jenes Programm beenden oder auch den Gateways dienen lassen: otaw serve --service exosense.</translation>
    </message>
</context>
<context>
    <name>ExosenseRemote</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort zur rechten Zeit</translation>
    </message>
    <message>
        <source>the process that serves gave no answer that can be read</source>
        <translation>das dienende Programm gab keine lesbare Antwort</translation>
    </message>
    <message>
        <source>what served the gateways has ended</source>
        <translation>was den Gateways diente, hat geendet</translation>
    </message>
    <message>
        <source>it lets nobody look on</source>
        <translation>es lässt niemanden zusehen</translation>
    </message>
</context>
<context>
    <name>ExosenseService</name>
    <message>
        <source>there is no service &quot;%1&quot;</source>
        <translation>es gibt keinen Dienst „%1“</translation>
    </message>
</context>
<context>
    <name>ExosenseStore</name>
    <message>
        <source>there is no content &quot;%1&quot;</source>
        <translation>den Inhalt „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>otaw exosense package list shows what there is.</source>
        <translation>otaw exosense package list zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>there is content &quot;%1&quot; already</source>
        <translation>den Inhalt „%1“ gibt es schon</translation>
    </message>
    <message>
        <source>there is no identity &quot;%1&quot;</source>
        <translation>die Identität „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>otaw exosense identity list shows what there is.</source>
        <translation>otaw exosense identity list zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>there is an identity &quot;%1&quot; already</source>
        <translation>die Identität „%1“ gibt es schon</translation>
    </message>
    <message>
        <source>otaw exosense identity reissue gives it a new token.</source>
        <translation>otaw exosense identity reissue gibt ihr ein neues Token.</translation>
    </message>
    <message>
        <source>a token must not be empty</source>
        <translation>ein Token darf nicht leer sein</translation>
    </message>
    <message>
        <source>another identity has this token</source>
        <translation>eine andere Identität hat dieses Token</translation>
    </message>
</context>
<context>
    <name>ExosenseTls</name>
    <message>
        <source>%1 is no policy for server names</source>
        <translation>%1 ist keine Regel für Servernamen</translation>
    </message>
    <message>
        <source>There are any, require and match.</source>
        <translation>Es gibt any, require und match.</translation>
    </message>
    <message>
        <source>Give the host alone, as p1.m2.exosite.io: no scheme, no port, no path, no star.</source>
        <translation>Geben Sie nur den Host an, etwa p1.m2.exosite.io: kein Schema, kein Port, kein Pfad, kein Stern.</translation>
    </message>
    <message>
        <source>%1 is an address that nobody can call</source>
        <translation>%1 ist eine Adresse, die niemand aufrufen kann</translation>
    </message>
</context>
<context>
    <name>ExosenseWatch</name>
    <message>
        <source>nothing serves gateways on this bench</source>
        <translation>auf dieser Werkbank dient nichts den Gateways</translation>
    </message>
    <message>
        <source>otaw exosense serve does, and so does the Serving panel.</source>
        <translation>otaw exosense serve tut es, und die Seite Dienste auch.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1  activated</source>
        <translation>%1  aktiviert</translation>
    </message>
    <message>
        <source>%1  %2 was delivered</source>
        <translation>%1  %2 wurde zugestellt</translation>
    </message>
    <message>
        <source>Show what gateways and the cloud of this bench do, as it happens.</source>
        <translation>Zeigt, was Gateways und die Cloud dieser Werkbank tun, während es geschieht.</translation>
    </message>
    <message>
        <source>Only of these gateways.</source>
        <translation>Nur von diesen Gateways.</translation>
    </message>
    <message>
        <source>One record an event: `activated`, `written`, `desired`, `delivered`, `finding`, `message`, `request`.</source>
        <translation>Ein Datensatz je Ereignis: `activated`, `written`, `desired`, `delivered`, `finding`, `message`, `request`.</translation>
    </message>
</context>
<context>
    <name>ExportedTree</name>
    <message>
        <source>the exported directory is not there</source>
        <translation>das ausgegebene Verzeichnis ist nicht da</translation>
    </message>
    <message>
        <source>the exported directory can not be read</source>
        <translation>das ausgegebene Verzeichnis lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>%1 is deeper than %2 folders: left out</source>
        <translation>%1 liegt tiefer als %2 Ordner: ausgelassen</translation>
    </message>
    <message>
        <source>%1 is a link that leads out of the exported directory: left out</source>
        <translation>%1 ist ein Link, der aus dem ausgegebenen Verzeichnis herausführt: ausgelassen</translation>
    </message>
    <message>
        <source>%1 is left out: more than %2 files, %3 a file or %4 in all are not exported</source>
        <translation>%1 ist ausgelassen: mehr als %2 Dateien, %3 je Datei oder %4 insgesamt werden nicht ausgegeben</translation>
    </message>
    <message>
        <source>%1 can not be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
</context>
<context>
    <name>FaultRelay</name>
    <message>
        <source>not an IP address</source>
        <translation>keine IP-Adresse</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>Port %1</translation>
    </message>
</context>
<context>
    <name>FindingText</name>
    <message>
        <source>config_otau holds a JSON object as text.</source>
        <translation>config_otau enthält ein JSON-Objekt als Text.</translation>
    </message>
    <message>
        <source>Correct the text where the message points; exosense config lint checks it again.</source>
        <translation>Den Text an der genannten Stelle berichtigen; exosense config lint prüft ihn noch einmal.</translation>
    </message>
    <message>
        <source>Every member of config_otau stands once.</source>
        <translation>Jedes Member von config_otau steht einmal da.</translation>
    </message>
    <message>
        <source>Remove the member that is not meant.</source>
        <translation>Das nicht gemeinte Member entfernen.</translation>
    </message>
    <message>
        <source>config_otau is one JSON object, not a list, a number or a text.</source>
        <translation>config_otau ist ein JSON-Objekt, keine Liste, keine Zahl und kein Text.</translation>
    </message>
    <message>
        <source>Put the members into one object.</source>
        <translation>Die Member in ein Objekt setzen.</translation>
    </message>
    <message>
        <source>config_otau is the object itself; only the form body around it is percent-encoded.</source>
        <translation>config_otau ist das Objekt selbst; nur der Formularrumpf darum ist prozentcodiert.</translation>
    </message>
    <message>
        <source>Write the object without the quotation marks around it; the editor offers that.</source>
        <translation>Das Objekt ohne die Anführungszeichen darum schreiben; der Editor bietet das an.</translation>
    </message>
    <message>
        <source>version, name, type and payload are required.</source>
        <translation>version, name, type und payload sind erforderlich.</translation>
    </message>
    <message>
        <source>Add the member that the message names.</source>
        <translation>Das genannte Member ergänzen.</translation>
    </message>
    <message>
        <source>version, name, description and type are strings.</source>
        <translation>version, name, description und type sind Strings.</translation>
    </message>
    <message>
        <source>Put the value into quotation marks.</source>
        <translation>Den Wert in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>version names what shall run and is never empty; name is what people read.</source>
        <translation>version nennt, was laufen soll, und ist nie leer; name lesen Menschen.</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>Ausfüllen.</translation>
    </message>
    <message>
        <source>type is FILE, JSON or URL_LIST; the schema knows no other.</source>
        <translation>type ist FILE, JSON oder URL_LIST; anderes kennt das Schema nicht.</translation>
    </message>
    <message>
        <source>Choose one of the three; a device may ignore or refuse everything else.</source>
        <translation>Eines der drei wählen; alles andere darf ein Gerät übergehen oder ablehnen.</translation>
    </message>
    <message>
        <source>The types are written in upper case.</source>
        <translation>Die Typen stehen in Großbuchstaben.</translation>
    </message>
    <message>
        <source>Take the spelling of the schema; the editor offers that.</source>
        <translation>Die Schreibweise des Schemas nehmen; der Editor bietet das an.</translation>
    </message>
    <message>
        <source>FILE takes one URL, JSON an object, URL_LIST a list of URLs.</source>
        <translation>FILE nimmt eine URL, JSON ein Objekt, URL_LIST eine Liste von URLs.</translation>
    </message>
    <message>
        <source>Give the payload the form of the type, or choose the type of the payload.</source>
        <translation>Der Nutzlast die Form des Typs geben oder den Typ der Nutzlast wählen.</translation>
    </message>
    <message>
        <source>A payload of FILE or URL_LIST holds absolute http or https URLs.</source>
        <translation>Eine Nutzlast von FILE oder URL_LIST enthält absolute http- oder https-URLs.</translation>
    </message>
    <message>
        <source>Write scheme and host, as in https://host/path.</source>
        <translation>Schema und Host schreiben, wie in https://host/path.</translation>
    </message>
    <message>
        <source>URL_LIST has one URL or more.</source>
        <translation>URL_LIST hat eine URL oder mehr.</translation>
    </message>
    <message>
        <source>Add the URLs, or clear config_otau when no update is meant.</source>
        <translation>Die URLs ergänzen, oder config_otau leeren, wenn kein Update gemeint ist.</translation>
    </message>
    <message>
        <source>Every item of URL_LIST is a URL as a string.</source>
        <translation>Jedes Element von URL_LIST ist eine URL als String.</translation>
    </message>
    <message>
        <source>Correct the item that the path names.</source>
        <translation>Das vom Pfad genannte Element berichtigen.</translation>
    </message>
    <message>
        <source>sha256 is an extension of ours: 64 lower-case hexadecimal digits.</source>
        <translation>sha256 ist eine Erweiterung von uns: 64 hexadezimale Ziffern in Kleinschreibung.</translation>
    </message>
    <message>
        <source>Take the digest as sha256sum writes it.</source>
        <translation>Den Digest nehmen, wie sha256sum ihn schreibt.</translation>
    </message>
    <message>
        <source>size is an extension of ours: the bytes of the payload as an unsigned integer.</source>
        <translation>size ist eine Erweiterung von uns: die Bytes der Nutzlast als vorzeichenlose ganze Zahl.</translation>
    </message>
    <message>
        <source>Write the number without quotation marks and sign.</source>
        <translation>Die Zahl ohne Anführungszeichen und Vorzeichen schreiben.</translation>
    </message>
    <message>
        <source>A resource holds at most 1 MiB.</source>
        <translation>Eine Ressource fasst höchstens 1 MiB.</translation>
    </message>
    <message>
        <source>Publish the payload as a file and name its URL.</source>
        <translation>Die Nutzlast als Datei veröffentlichen und ihre URL nennen.</translation>
    </message>
    <message>
        <source>JSON begins with its first character, not with a byte order mark.</source>
        <translation>JSON beginnt mit seinem ersten Zeichen, nicht mit einer Byte Order Mark.</translation>
    </message>
    <message>
        <source>Save the text as UTF-8 without a byte order mark.</source>
        <translation>Den Text als UTF-8 ohne Byte Order Mark speichern.</translation>
    </message>
    <message>
        <source>The payload is the value itself, not a text that holds it.</source>
        <translation>Die Nutzlast ist der Wert selbst, kein Text, der ihn enthält.</translation>
    </message>
    <message>
        <source>Remove the quotation marks around the payload.</source>
        <translation>Die Anführungszeichen um die Nutzlast entfernen.</translation>
    </message>
    <message>
        <source>What is fetched over http can be changed on its way.</source>
        <translation>Was über http geholt wird, kann unterwegs verändert werden.</translation>
    </message>
    <message>
        <source>Serve the file over https, or add sha256.</source>
        <translation>Die Datei über https anbieten oder sha256 ergänzen.</translation>
    </message>
    <message>
        <source>The vendor&apos;s C library reads a reply into 512 bytes, header included.</source>
        <translation>Die C-Bibliothek des Herstellers liest eine Antwort in 512 Bytes, samt Kopf.</translation>
    </message>
    <message>
        <source>Shorten name, description or URL; gateways with another client are not concerned.</source>
        <translation>Name, Beschreibung oder URL kürzen; Gateways mit einem anderen Client betrifft es nicht.</translation>
    </message>
    <message>
        <source>Members that the schema does not name are kept and sent.</source>
        <translation>Member, die das Schema nicht nennt, bleiben erhalten und werden gesendet.</translation>
    </message>
    <message>
        <source>Nothing, when the device knows the member.</source>
        <translation>Nichts, wenn das Gerät das Member kennt.</translation>
    </message>
    <message>
        <source>The schema has no digest; the device believes what it gets.</source>
        <translation>Das Schema hat keinen Digest; das Gerät glaubt, was es bekommt.</translation>
    </message>
    <message>
        <source>Add sha256 where the device checks it.</source>
        <translation>sha256 ergänzen, wo das Gerät ihn prüft.</translation>
    </message>
    <message>
        <source>The empty text is legal and asks for nothing.</source>
        <translation>Der leere Text ist erlaubt und verlangt nichts.</translation>
    </message>
    <message>
        <source>Nothing, when no update is meant.</source>
        <translation>Nichts, wenn kein Update gemeint ist.</translation>
    </message>
    <message>
        <source>otau_in holds a JSON object as text.</source>
        <translation>otau_in enthält ein JSON-Objekt als Text.</translation>
    </message>
    <message>
        <source>Look at the raw bytes; often the client does not encode the JSON in the form.</source>
        <translation>Die rohen Bytes ansehen; oft codiert der Client das JSON im Formular nicht.</translation>
    </message>
    <message>
        <source>otau_in is one object with version, status and perhaps message.</source>
        <translation>otau_in ist ein Objekt mit version, status und vielleicht message.</translation>
    </message>
    <message>
        <source>Correct what the device writes.</source>
        <translation>Berichtigen, was das Gerät schreibt.</translation>
    </message>
    <message>
        <source>Every member of otau_in stands once.</source>
        <translation>Jedes Member von otau_in steht einmal da.</translation>
    </message>
    <message>
        <source>Correct what the device writes; readers differ in which one they take.</source>
        <translation>Berichtigen, was das Gerät schreibt; welches gilt, hängt vom Leser ab.</translation>
    </message>
    <message>
        <source>version and status are required.</source>
        <translation>version und status sind erforderlich.</translation>
    </message>
    <message>
        <source>Correct what the device writes; without both the report belongs to no session.</source>
        <translation>Berichtigen, was das Gerät schreibt; ohne beide gehört die Meldung zu keiner Sitzung.</translation>
    </message>
    <message>
        <source>version, status and message are strings.</source>
        <translation>version, status und message sind Strings.</translation>
    </message>
    <message>
        <source>Put the value into quotation marks on the device.</source>
        <translation>Den Wert auf dem Gerät in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>The schema has fifteen statuses and no others.</source>
        <translation>Das Schema hat fünfzehn Status und keine anderen.</translation>
    </message>
    <message>
        <source>Map the device&apos;s own word to the nearest of the fifteen; until then its phase is unknown.</source>
        <translation>Das eigene Wort des Geräts auf den nächsten der fünfzehn abbilden; bis dahin ist seine Phase unbekannt.</translation>
    </message>
    <message>
        <source>The fifteen statuses are written in upper case.</source>
        <translation>Die fünfzehn Status stehen in Großbuchstaben.</translation>
    </message>
    <message>
        <source>Write the status in upper case on the device; until then its phase is unknown.</source>
        <translation>Den Status auf dem Gerät in Großbuchstaben schreiben; bis dahin ist seine Phase unbekannt.</translation>
    </message>
    <message>
        <source>ACK answers config_otau; otau_in takes reports only.</source>
        <translation>ACK beantwortet config_otau; otau_in nimmt nur Meldungen.</translation>
    </message>
    <message>
        <source>Let the device write the acknowledgement to config_otau.</source>
        <translation>Das Gerät die Bestätigung in config_otau schreiben lassen.</translation>
    </message>
    <message>
        <source>Members that the schema does not name are kept.</source>
        <translation>Member, die das Schema nicht nennt, bleiben erhalten.</translation>
    </message>
    <message>
        <source>Nothing, when another reader knows the member.</source>
        <translation>Nichts, wenn ein anderer Leser das Member kennt.</translation>
    </message>
    <message>
        <source>The tag otau_info holds percent-encoded JSON.</source>
        <translation>Das Tag otau_info enthält prozentcodiertes JSON.</translation>
    </message>
    <message>
        <source>Encode the tag; some readers take only that form.</source>
        <translation>Das Tag codieren; manche Leser nehmen nur diese Form.</translation>
    </message>
    <message>
        <source>In the tag a blank is %20; a plus sign is a plus sign.</source>
        <translation>Im Tag ist ein Leerzeichen %20; ein Pluszeichen ist ein Pluszeichen.</translation>
    </message>
    <message>
        <source>Write %20 for a blank and %2B for a plus sign.</source>
        <translation>%20 für ein Leerzeichen und %2B für ein Pluszeichen schreiben.</translation>
    </message>
    <message>
        <source>A package is described by its tag otau_info.</source>
        <translation>Ein Paket wird durch sein Tag otau_info beschrieben.</translation>
    </message>
    <message>
        <source>Add the tag; without it the package can not be applied.</source>
        <translation>Das Tag ergänzen; ohne es ist das Paket nicht anwendbar.</translation>
    </message>
    <message>
        <source>otau_info is a JSON object, percent-encoded.</source>
        <translation>otau_info ist ein JSON-Objekt, prozentcodiert.</translation>
    </message>
    <message>
        <source>Correct the tag; exosense package lint shows where it breaks.</source>
        <translation>Das Tag berichtigen; exosense package lint zeigt, wo es bricht.</translation>
    </message>
    <message>
        <source>The words in angle brackets of the published template stand for values.</source>
        <translation>Die Wörter in spitzen Klammern der veröffentlichten Vorlage stehen für Werte.</translation>
    </message>
    <message>
        <source>Fill in the value that the path names.</source>
        <translation>Den vom Pfad genannten Wert ausfüllen.</translation>
    </message>
    <message>
        <source>otau_info carries config_otau, which is what is written to the gateways.</source>
        <translation>otau_info trägt config_otau, und das wird den Gateways geschrieben.</translation>
    </message>
    <message>
        <source>Add the member config_otau.</source>
        <translation>Das Member config_otau ergänzen.</translation>
    </message>
    <message>
        <source>The config_otau of a package follows the same rules as one that is written directly.</source>
        <translation>Das config_otau eines Pakets folgt denselben Regeln wie ein direkt geschriebenes.</translation>
    </message>
    <message>
        <source>Correct the errors that are listed with it.</source>
        <translation>Die dazu genannten Fehler berichtigen.</translation>
    </message>
    <message>
        <source>A form is name=value, parted by &amp;.</source>
        <translation>Ein Formular ist name=value, getrennt durch &amp;.</translation>
    </message>
    <message>
        <source>Look at the client: often an unencoded &amp; has cut a value.</source>
        <translation>Den Client ansehen: oft hat ein uncodiertes &amp; einen Wert zerschnitten.</translation>
    </message>
    <message>
        <source>Values in a form are percent-encoded.</source>
        <translation>Werte in einem Formular sind prozentcodiert.</translation>
    </message>
    <message>
        <source>Let the client encode the value; &amp; and % in the JSON get lost elsewhere.</source>
        <translation>Den Client den Wert codieren lassen; &amp; und % im JSON gehen anderswo verloren.</translation>
    </message>
    <message>
        <source>config_otau and otau_in hold JSON, ACK or nothing.</source>
        <translation>config_otau und otau_in enthalten JSON, ACK oder nichts.</translation>
    </message>
    <message>
        <source>Look at the raw bytes and correct what the device writes.</source>
        <translation>Die rohen Bytes ansehen und berichtigen, was das Gerät schreibt.</translation>
    </message>
    <message>
        <source>Values are UTF-8.</source>
        <translation>Werte sind UTF-8.</translation>
    </message>
    <message>
        <source>Let the device write UTF-8; the bytes are kept as they came.</source>
        <translation>Das Gerät UTF-8 schreiben lassen; die Bytes bleiben, wie sie kamen.</translation>
    </message>
    <message>
        <source>The vendor documents one write a second and resource.</source>
        <translation>Der Hersteller dokumentiert ein Schreiben je Sekunde und Ressource.</translation>
    </message>
    <message>
        <source>Let the device wait a second between two writes, or send records with times.</source>
        <translation>Das Gerät eine Sekunde zwischen zwei Schreibvorgängen warten oder Aufzeichnungen mit Zeiten senden lassen.</translation>
    </message>
    <message>
        <source>A request carries the credential of one board.</source>
        <translation>Eine Anfrage trägt die Zugangsdaten eines Boards.</translation>
    </message>
    <message>
        <source>Remove the stale one from the client; the request was refused.</source>
        <translation>Die veralteten vom Client entfernen; die Anfrage wurde abgelehnt.</translation>
    </message>
    <message>
        <source>A long poll waits 300 s at most.</source>
        <translation>Ein Long Poll wartet höchstens 300 s.</translation>
    </message>
    <message>
        <source>Let the device ask for 300000 ms or less.</source>
        <translation>Das Gerät um höchstens 300000 ms bitten lassen.</translation>
    </message>
    <message>
        <source>Request-Timeout is a number of milliseconds.</source>
        <translation>Request-Timeout ist eine Zahl von Millisekunden.</translation>
    </message>
    <message>
        <source>Correct the header that the client sends; it polls without waiting now.</source>
        <translation>Den Kopf berichtigen, den der Client sendet; jetzt fragt er, ohne zu warten.</translation>
    </message>
    <message>
        <source>The vendor&apos;s text allows one resource in a long poll.</source>
        <translation>Der Text des Herstellers erlaubt eine Ressource je Long Poll.</translation>
    </message>
    <message>
        <source>Let the device wait for config_otau alone; elsewhere it may not be answered.</source>
        <translation>Das Gerät nur auf config_otau warten lassen; anderswo bekommt es vielleicht keine Antwort.</translation>
    </message>
    <message>
        <source>A device acknowledges by writing back what it was sent, or ACK.</source>
        <translation>Ein Gerät bestätigt, indem es zurückschreibt, was es bekam, oder ACK.</translation>
    </message>
    <message>
        <source>Ask what the device means by it; the request stands until it is cleared here.</source>
        <translation>Fragen, was das Gerät damit meint; der Auftrag steht, bis er hier geleert wird.</translation>
    </message>
    <message>
        <source>Compare the two values; what it wrote is shown as reported and is never a request.</source>
        <translation>Die beiden Werte vergleichen; was es schrieb, gilt als gemeldet und ist nie ein Auftrag.</translation>
    </message>
    <message>
        <source>A device may acknowledge config_otau by writing it back; it need not.</source>
        <translation>Ein Gerät darf config_otau durch Zurückschreiben bestätigen; es muss nicht.</translation>
    </message>
    <message>
        <source>Nothing, when its reports come; else look whether it polls config_otau.</source>
        <translation>Nichts, wenn seine Meldungen kommen; sonst nachsehen, ob es config_otau abfragt.</translation>
    </message>
    <message>
        <source>Without a credential a client may publish to $provision only.</source>
        <translation>Ohne Zugangsdaten darf ein Client nur unter $provision veröffentlichen.</translation>
    </message>
    <message>
        <source>Give the client its token; the connection was closed.</source>
        <translation>Dem Client sein Token geben; die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>The vendor&apos;s service knows QoS 0 and 1.</source>
        <translation>Der Dienst des Herstellers kennt QoS 0 und 1.</translation>
    </message>
    <message>
        <source>Let the client publish with QoS 1; the connection was closed.</source>
        <translation>Den Client mit QoS 1 veröffentlichen lassen; die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>A message holds 1 MiB at most.</source>
        <translation>Eine Nachricht fasst höchstens 1 MiB.</translation>
    </message>
    <message>
        <source>Send less, or fetch and store it over HTTP; the connection was closed.</source>
        <translation>Weniger senden, oder es über HTTP holen und ablegen; die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>A client that does not accept a certificate ends the handshake with an alert.</source>
        <translation>Ein Client, der ein Zertifikat nicht annimmt, beendet den Handshake mit einem Alert.</translation>
    </message>
    <message>
        <source>Give the client the bench&apos;s authority, and reach the bench by a name that the certificate has.</source>
        <translation>Dem Client die Autorität der Werkbank geben und die Werkbank unter einem Namen des Zertifikats erreichen.</translation>
    </message>
    <message>
        <source>A step says that the work goes on; the same words twice say nothing new.</source>
        <translation>Ein Schritt sagt, dass die Arbeit weitergeht; zweimal dieselben Worte sagen nichts Neues.</translation>
    </message>
    <message>
        <source>Nothing; let the device report a step when something has changed.</source>
        <translation>Nichts; das Gerät einen Schritt melden lassen, wenn sich etwas geändert hat.</translation>
    </message>
    <message>
        <source>Every status but the steps and INSTALLED_VERSION stands once in an attempt.</source>
        <translation>Jeder Status außer den Schritten und INSTALLED_VERSION steht einmal in einem Versuch.</translation>
    </message>
    <message>
        <source>Look whether the device sends a report again that was answered; nothing is wrong with the update itself.</source>
        <translation>Nachsehen, ob das Gerät eine beantwortete Meldung noch einmal sendet; am Update selbst ist nichts falsch.</translation>
    </message>
    <message>
        <source>The order is INIT, TEST, DOWNLOAD, INSTALL, INSTALLED_VERSION; a device may leave statuses out, not go back.</source>
        <translation>Die Reihenfolge ist INIT, TEST, DOWNLOAD, INSTALL, INSTALLED_VERSION; ein Gerät darf Status auslassen, nicht zurückgehen.</translation>
    </message>
    <message>
        <source>Look at the order in the device&apos;s state machine, or whether two of its tasks report; the session goes on from the earlier status.</source>
        <translation>Die Reihenfolge im Zustandsautomaten des Geräts ansehen, oder ob zwei seiner Tasks melden; die Sitzung geht vom früheren Status weiter.</translation>
    </message>
    <message>
        <source>An attempt begins with INIT; leaving it out is allowed.</source>
        <translation>Ein Versuch beginnt mit INIT; es auszulassen ist erlaubt.</translation>
    </message>
    <message>
        <source>Let the device send INIT: without it a second attempt can not be told from the first.</source>
        <translation>Das Gerät INIT senden lassen: ohne es ist ein zweiter Versuch nicht vom ersten zu unterscheiden.</translation>
    </message>
    <message>
        <source>An attempt ends with an error, the abort or INSTALLED_VERSION; the next begins with INIT.</source>
        <translation>Ein Versuch endet mit einem Fehler, dem Abbruch oder INSTALLED_VERSION; der nächste beginnt mit INIT.</translation>
    </message>
    <message>
        <source>Let the device send INIT when it begins again; this counts as a new attempt.</source>
        <translation>Das Gerät INIT senden lassen, wenn es wieder beginnt; dies zählt als neuer Versuch.</translation>
    </message>
    <message>
        <source>An error belongs to the stage that was reported last.</source>
        <translation>Ein Fehler gehört zur zuletzt gemeldeten Stufe.</translation>
    </message>
    <message>
        <source>Look whether the device reports the right stage; the attempt has failed all the same.</source>
        <translation>Nachsehen, ob das Gerät die richtige Stufe meldet; gescheitert ist der Versuch so oder so.</translation>
    </message>
    <message>
        <source>The published picture draws INSTALL_ERROR behind INSTALL_SUCCESS; what it means is not said.</source>
        <translation>Das veröffentlichte Bild zeichnet INSTALL_ERROR hinter INSTALL_SUCCESS; was es bedeutet, steht nirgends.</translation>
    </message>
    <message>
        <source>Ask the device what runs: only INSTALLED_VERSION tells.</source>
        <translation>Das Gerät fragen, was läuft: nur INSTALLED_VERSION sagt es.</translation>
    </message>
    <message>
        <source>INIT begins an attempt; the one before ends with it, interrupted.</source>
        <translation>INIT beginnt einen Versuch; der vorige endet damit, unterbrochen.</translation>
    </message>
    <message>
        <source>Look why the device began anew: a reboot, a watchdog, a second request.</source>
        <translation>Nachsehen, warum das Gerät von neuem begann: ein Neustart, ein Watchdog, ein zweiter Auftrag.</translation>
    </message>
    <message>
        <source>After an attempt has ended a new INIT is the next attempt.</source>
        <translation>Nach dem Ende eines Versuchs ist ein neues INIT der nächste.</translation>
    </message>
    <message>
        <source>Nothing, when it succeeds; look at the reason of the attempt before.</source>
        <translation>Nichts, wenn er gelingt; den Grund des vorigen Versuchs ansehen.</translation>
    </message>
    <message>
        <source>Success is proven when the running version changes to the requested one.</source>
        <translation>Erfolg ist bewiesen, wenn die laufende Version zur verlangten wechselt.</translation>
    </message>
    <message>
        <source>Let the device announce INSTALLED_VERSION at boot, before an update, so that a change can be seen.</source>
        <translation>Das Gerät INSTALLED_VERSION beim Start melden lassen, vor einem Update, damit ein Wechsel zu sehen ist.</translation>
    </message>
    <message>
        <source>INSTALLED_VERSION is sent at every boot.</source>
        <translation>INSTALLED_VERSION wird bei jedem Start gesendet.</translation>
    </message>
    <message>
        <source>Nothing; it is a sign of life.</source>
        <translation>Nichts; es ist ein Lebenszeichen.</translation>
    </message>
    <message>
        <source>An error ends the attempt; what runs is told by INSTALLED_VERSION, and that counts.</source>
        <translation>Ein Fehler beendet den Versuch; was läuft, sagt INSTALLED_VERSION, und das zählt.</translation>
    </message>
    <message>
        <source>Look at the error that the device reported: the update arrived in spite of it.</source>
        <translation>Den gemeldeten Fehler ansehen: das Update kam trotzdem an.</translation>
    </message>
    <message>
        <source>INSTALLED_VERSION is sent at every boot, also before an update begins.</source>
        <translation>INSTALLED_VERSION wird bei jedem Start gesendet, auch ehe ein Update beginnt.</translation>
    </message>
    <message>
        <source>Nothing; the update has not begun yet.</source>
        <translation>Nichts; das Update hat noch nicht begonnen.</translation>
    </message>
    <message>
        <source>After an update either the requested version runs or the one before.</source>
        <translation>Nach einem Update läuft entweder die verlangte Version oder die vorige.</translation>
    </message>
    <message>
        <source>Find out where this version comes from: the wrong file in the package, or another source of updates.</source>
        <translation>Herausfinden, woher diese Version kommt: die falsche Datei im Paket oder eine andere Quelle von Updates.</translation>
    </message>
    <message>
        <source>INSTALL_SUCCESS says that the image was written; INSTALLED_VERSION says what runs.</source>
        <translation>INSTALL_SUCCESS sagt, dass das Image geschrieben ist; INSTALLED_VERSION sagt, was läuft.</translation>
    </message>
    <message>
        <source>Read the device&apos;s boot log: the new image did not start, was not confirmed, or was never switched to.</source>
        <translation>Das Startprotokoll des Geräts lesen: das neue Image startete nicht, wurde nicht bestätigt, oder es wurde nie darauf umgeschaltet.</translation>
    </message>
    <message>
        <source>A version that was confirmed stays, unless something brings the old one back.</source>
        <translation>Eine bestätigte Version bleibt, wenn nichts die alte zurückbringt.</translation>
    </message>
    <message>
        <source>Read the device&apos;s boot log: a watchdog or a failed health check has switched back.</source>
        <translation>Das Startprotokoll des Geräts lesen: ein Watchdog oder eine gescheiterte Prüfung hat zurückgeschaltet.</translation>
    </message>
    <message>
        <source>An update that is not installed yet does not survive a reboot, unless the device resumes it.</source>
        <translation>Ein noch nicht installiertes Update überlebt keinen Neustart, wenn das Gerät es nicht fortsetzt.</translation>
    </message>
    <message>
        <source>Look at power and watchdog; the device may go on by itself.</source>
        <translation>Strom und Watchdog ansehen; das Gerät macht vielleicht von selbst weiter.</translation>
    </message>
    <message>
        <source>Work that was interrupted may go on without INIT.</source>
        <translation>Unterbrochene Arbeit darf ohne INIT weitergehen.</translation>
    </message>
    <message>
        <source>Nothing; the attempt goes on.</source>
        <translation>Nichts; der Versuch geht weiter.</translation>
    </message>
    <message>
        <source>A report names the version that was requested.</source>
        <translation>Eine Meldung nennt die verlangte Version.</translation>
    </message>
    <message>
        <source>Look what the device writes as version: often the name of the package or the version that runs. It changes nothing about the requested session.</source>
        <translation>Nachsehen, was das Gerät als Version schreibt: oft der Name des Pakets oder die laufende Version. An der verlangten Sitzung ändert es nichts.</translation>
    </message>
    <message>
        <source>An update begins with config_otau; the device began by itself.</source>
        <translation>Ein Update beginnt mit config_otau; das Gerät begann von selbst.</translation>
    </message>
    <message>
        <source>Find out who asked: another tool, the device&apos;s own interface, or an earlier request.</source>
        <translation>Herausfinden, wer es verlangte: ein anderes Werkzeug, die eigene Oberfläche des Geräts oder ein früherer Auftrag.</translation>
    </message>
    <message>
        <source>One version is wanted at a time; a new request takes the place of the old one.</source>
        <translation>Gewünscht ist immer eine Version; ein neuer Auftrag tritt an die Stelle des alten.</translation>
    </message>
    <message>
        <source>Nothing; later reports of the old version belong to the old session.</source>
        <translation>Nichts; spätere Meldungen der alten Version gehören zur alten Sitzung.</translation>
    </message>
    <message>
        <source>After a new request the device reports about the new version.</source>
        <translation>Nach einem neuen Auftrag meldet das Gerät die neue Version.</translation>
    </message>
    <message>
        <source>Look whether the device reads config_otau while it works; it may finish the old update first.</source>
        <translation>Nachsehen, ob das Gerät config_otau liest, während es arbeitet; vielleicht beendet es zuerst das alte Update.</translation>
    </message>
    <message>
        <source>Requesting the version that is under way changes nothing.</source>
        <translation>Die Version noch einmal zu verlangen, die unterwegs ist, ändert nichts.</translation>
    </message>
    <message>
        <source>Nothing; the session goes on.</source>
        <translation>Nichts; die Sitzung geht weiter.</translation>
    </message>
    <message>
        <source>The schema gives an empty config_otau no meaning; a device may go on or stop.</source>
        <translation>Das Schema gibt einem leeren config_otau keine Bedeutung; ein Gerät darf weitermachen oder aufhören.</translation>
    </message>
    <message>
        <source>Wait for its next report; to stop an update for certain the device must be told in its own way.</source>
        <translation>Auf seine nächste Meldung warten; um ein Update sicher zu stoppen, muss man es dem Gerät auf dessen eigene Weise sagen.</translation>
    </message>
    <message>
        <source>The protocol has no time-out; the limit is ours, 600 s where nothing else is set.</source>
        <translation>Das Protokoll hat keine Frist; sie ist unsere, 600 s, wo nichts anderes eingestellt ist.</translation>
    </message>
    <message>
        <source>Look whether the device is on line and when it was heard last; apply again, or cycle its power. The next report withdraws this.</source>
        <translation>Nachsehen, ob das Gerät erreichbar ist und wann es zuletzt zu hören war; noch einmal anwenden oder den Strom aus- und einschalten. Die nächste Meldung nimmt dies zurück.</translation>
    </message>
    <message>
        <source>INSTALL_SUCCESS proves nothing until INSTALLED_VERSION names the requested version.</source>
        <translation>INSTALL_SUCCESS beweist nichts, bis INSTALLED_VERSION die verlangte Version nennt.</translation>
    </message>
    <message>
        <source>Look whether the device has booted and whether it announces its version at boot.</source>
        <translation>Nachsehen, ob das Gerät gestartet ist und ob es beim Start seine Version meldet.</translation>
    </message>
    <message>
        <source>A report after the silence withdraws the stall.</source>
        <translation>Eine Meldung nach der Stille nimmt den Stillstand zurück.</translation>
    </message>
    <message>
        <source>Nothing; a higher limit avoids the warning where devices are slow.</source>
        <translation>Nichts; eine längere Frist vermeidet die Warnung, wo Geräte langsam sind.</translation>
    </message>
    <message>
        <source>Progress rises within one status; when it falls the work has begun again.</source>
        <translation>Der Fortschritt steigt innerhalb eines Status; fällt er, hat die Arbeit neu begonnen.</translation>
    </message>
    <message>
        <source>Look at the download: a server without ranges, or a device that throws its part away.</source>
        <translation>Den Download ansehen: ein Server ohne Ranges oder ein Gerät, das seinen Teil wegwirft.</translation>
    </message>
    <message>
        <source>Times of a record order the reports when the device&apos;s clock is within 300 s of ours.</source>
        <translation>Zeiten einer Aufzeichnung ordnen die Meldungen, wenn die Uhr des Geräts höchstens 300 s von unserer abweicht.</translation>
    </message>
    <message>
        <source>Set the device&apos;s clock, by GET /timestamp or NTP.</source>
        <translation>Die Uhr des Geräts stellen, durch GET /timestamp oder NTP.</translation>
    </message>
    <message>
        <source>A version that ended twice with the old one running will most likely do so again.</source>
        <translation>Eine Version, die zweimal mit der laufenden alten endete, tut es wohl wieder.</translation>
    </message>
    <message>
        <source>Stop it: clear config_otau, then find out why the device comes back old.</source>
        <translation>Anhalten: config_otau leeren, dann herausfinden, warum das Gerät alt zurückkommt.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
</context>
<context>
    <name>GatewayDefects</name>
    <message>
        <source>It does not report INIT.</source>
        <translation>Es meldet kein INIT.</translation>
    </message>
    <message>
        <source>It reports nothing between the phases.</source>
        <translation>Es meldet nichts zwischen den Phasen.</translation>
    </message>
    <message>
        <source>It reports TEST after DOWNLOAD.</source>
        <translation>Es meldet TEST nach DOWNLOAD.</translation>
    </message>
    <message>
        <source>It writes its statuses in lower case.</source>
        <translation>Es schreibt seine Status in Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>It reports the name of the package as version.</source>
        <translation>Es meldet den Namen des Pakets als Version.</translation>
    </message>
    <message>
        <source>It writes more often than once a second.</source>
        <translation>Es schreibt öfter als einmal je Sekunde.</translation>
    </message>
    <message>
        <source>It does not encode the JSON that it writes.</source>
        <translation>Es codiert das JSON nicht, das es schreibt.</translation>
    </message>
    <message>
        <source>Its progress falls in the middle of the download.</source>
        <translation>Sein Fortschritt fällt mitten im Download.</translation>
    </message>
    <message>
        <source>It acknowledges with the text ACK.</source>
        <translation>Es bestätigt mit dem Text ACK.</translation>
    </message>
    <message>
        <source>It never acknowledges.</source>
        <translation>Es bestätigt nie.</translation>
    </message>
    <message>
        <source>It writes back something else than what it was asked.</source>
        <translation>Es schreibt etwas anderes zurück, als verlangt war.</translation>
    </message>
    <message>
        <source>It keeps only 512 bytes of a reply.</source>
        <translation>Es behält nur 512 Bytes einer Antwort.</translation>
    </message>
    <message>
        <source>It claims the new version and goes on with the old one.</source>
        <translation>Es behauptet die neue Version und macht mit der alten weiter.</translation>
    </message>
    <message>
        <source>It installs, comes back old and begins again, without end.</source>
        <translation>Es installiert, kommt alt zurück und beginnt wieder, ohne Ende.</translation>
    </message>
    <message>
        <source>It reports the old version while it installs the new one.</source>
        <translation>Es meldet die alte Version, während es die neue installiert.</translation>
    </message>
    <message>
        <source>It installs what it already runs.</source>
        <translation>Es installiert, was es schon ausführt.</translation>
    </message>
    <message>
        <source>It takes the request and says nothing more.</source>
        <translation>Es nimmt den Auftrag an und sagt nichts mehr.</translation>
    </message>
    <message>
        <source>It does not check the digest.</source>
        <translation>Es prüft den Digest nicht.</translation>
    </message>
    <message>
        <source>It asks again at once after an error.</source>
        <translation>Es fragt nach einem Fehler sofort wieder.</translation>
    </message>
    <message>
        <source>It tries a failing download without end.</source>
        <translation>Es versucht einen scheiternden Download ohne Ende.</translation>
    </message>
    <message>
        <source>It takes a part for the whole.</source>
        <translation>Es hält einen Teil für das Ganze.</translation>
    </message>
    <message>
        <source>It appends a whole file to the part that it has.</source>
        <translation>Es hängt eine ganze Datei an den Teil, den es hat.</translation>
    </message>
    <message>
        <source>It begins a download for which it has no room.</source>
        <translation>Es beginnt einen Download, für den es keinen Platz hat.</translation>
    </message>
    <message>
        <source>It leaves the part of a failed download behind.</source>
        <translation>Es lässt den Teil eines gescheiterten Downloads liegen.</translation>
    </message>
    <message>
        <source>there is no defect &quot;%1&quot; of gateways</source>
        <translation>den Gateway-Defekt „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>There are: %1; PHASE is test, download or install.</source>
        <translation>Es gibt: %1; PHASE ist test, download oder install.</translation>
    </message>
    <message>
        <source>It installs a version that is older than the one that runs.</source>
        <translation>Es installiert eine Version, die älter ist als die laufende.</translation>
    </message>
    <message>
        <source>It takes a server certificate that has expired.</source>
        <translation>Es nimmt ein abgelaufenes Serverzertifikat an.</translation>
    </message>
    <message>
        <source>It takes any server certificate.</source>
        <translation>Es nimmt jedes Serverzertifikat an.</translation>
    </message>
    <message>
        <source>It waits without end for a server that falls silent in a download.</source>
        <translation>Es wartet ohne Ende auf einen Server, der im Download verstummt.</translation>
    </message>
    <message>
        <source>It goes on with a download however slow that is.</source>
        <translation>Es macht mit einem Download weiter, so langsam er auch ist.</translation>
    </message>
    <message>
        <source>It installs what a file has beyond its size, too.</source>
        <translation>Es installiert auch, was eine Datei über ihre Größe hinaus hat.</translation>
    </message>
    <message>
        <source>It reads on beyond the size of a file until the server ends.</source>
        <translation>Es liest über die Größe einer Datei hinaus, bis der Server endet.</translation>
    </message>
    <message>
        <source>It puts parts of two files together when the file changes in mid-download.</source>
        <translation>Es setzt Teile zweier Dateien zusammen, wenn die Datei mitten im Download wechselt.</translation>
    </message>
    <message>
        <source>It follows a redirect to any host and shows its token there.</source>
        <translation>Es folgt einer Umleitung zu jedem Host und zeigt dort sein Token.</translation>
    </message>
    <message>
        <source>It counts an image as valid before it is complete.</source>
        <translation>Es hält ein Image für gültig, ehe es vollständig ist.</translation>
    </message>
    <message>
        <source>It has no valid image while it installs.</source>
        <translation>Es hat kein gültiges Image, während es installiert.</translation>
    </message>
    <message>
        <source>With two slots it stays with an image that does not start.</source>
        <translation>Mit zwei Slots bleibt es bei einem Image, das nicht startet.</translation>
    </message>
    <message>
        <source>It goes on with an update that another request has superseded.</source>
        <translation>Es macht mit einem Update weiter, das ein anderer Auftrag abgelöst hat.</translation>
    </message>
    <message>
        <source>In that phase it says nothing more.</source>
        <translation>In dieser Phase sagt es nichts mehr.</translation>
    </message>
    <message>
        <source>In that phase it reports its error.</source>
        <translation>In dieser Phase meldet es deren Fehler.</translation>
    </message>
    <message>
        <source>In that phase it reports INSTALL_ABORTED.</source>
        <translation>In dieser Phase meldet es INSTALL_ABORTED.</translation>
    </message>
    <message>
        <source>In that phase it loses its power. PHASE is test, download or install.</source>
        <translation>In dieser Phase verliert es den Strom. PHASE ist test, download oder install.</translation>
    </message>
    <message>
        <source>It installs a file that nobody has signed.</source>
        <translation>Es installiert eine Datei, die niemand signiert hat.</translation>
    </message>
    <message>
        <source>It takes a signature by any key.</source>
        <translation>Es nimmt eine Signatur mit jedem Schlüssel an.</translation>
    </message>
    <message>
        <source>It installs what is signed for another type of device.</source>
        <translation>Es installiert, was für einen anderen Gerätetyp signiert ist.</translation>
    </message>
</context>
<context>
    <name>GatewayFilter</name>
    <message>
        <source>&quot;%1&quot; is no term of a filter</source>
        <translation>„%1“ ist kein Ausdruck eines Filters</translation>
    </message>
    <message>
        <source>A term is KEY=PATTERN or KEY!=PATTERN with one of the keys %1.</source>
        <translation>Ein Ausdruck ist KEY=PATTERN oder KEY!=PATTERN mit einem der Schlüssel %1.</translation>
    </message>
</context>
<context>
    <name>GatewayHttp</name>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort zur rechten Zeit</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>the head of the answer is too long</source>
        <translation>der Kopf der Antwort ist zu lang</translation>
    </message>
    <message>
        <source>a chunk without a size</source>
        <translation>ein Chunk ohne Größe</translation>
    </message>
    <message>
        <source>ended by the device</source>
        <translation>vom Gerät beendet</translation>
    </message>
    <message>
        <source>the answer is too long</source>
        <translation>die Antwort ist zu lang</translation>
    </message>
</context>
<context>
    <name>GatewayLog</name>
    <message>
        <source>%1 in</source>
        <translation>%1 herein</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>%1 hinaus</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 %2 from %3: %4</source>
        <translation>%1 %2 von %3: %4</translation>
    </message>
    <message>
        <source>%1 was activated</source>
        <translation>%1 wurde aktiviert</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
</context>
<context>
    <name>GatewayMqtt</name>
    <message>
        <source>the connection broke</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>refused with code %1</source>
        <translation>mit Code %1 abgelehnt</translation>
    </message>
</context>
<context>
    <name>GatewayOperations</name>
    <message>
        <source>say which gateways in one way: by name, --all or --filter</source>
        <translation>die Gateways auf eine Weise angeben: mit Namen, --all oder --filter</translation>
    </message>
    <message>
        <source>no gateway is meant by this</source>
        <translation>damit ist kein Gateway gemeint</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no package</source>
        <translation>„%1“ ist kein Paket</translation>
    </message>
    <message>
        <source>The id of a package begins with package_.</source>
        <translation>Die id eines Pakets beginnt mit package_.</translation>
    </message>
    <message>
        <source>%1 can not be applied: %2</source>
        <translation>%1 kann nicht angewendet werden: %2</translation>
    </message>
    <message>
        <source>otaw exosense package lint %1 tells more.</source>
        <translation>otaw exosense package lint %1 sagt mehr.</translation>
    </message>
    <message numerus="yes">
        <source>%n gateway(s)</source>
        <translation>
            <numerusform>%n Gateway</numerusform>
            <numerusform>%n Gateways</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1 would be asked of %2</source>
        <translation>Version %1 würde von %2 verlangt</translation>
    </message>
    <message>
        <source>Version %1 is asked of %2</source>
        <translation>Version %1 wird von %2 verlangt</translation>
    </message>
    <message numerus="yes">
        <source>config_otau is empty for %n gateway(s)</source>
        <translation>
            <numerusform>config_otau ist für %n Gateway leer</numerusform>
            <numerusform>config_otau ist für %n Gateways leer</numerusform>
        </translation>
    </message>
    <message>
        <source>GATEWAY</source>
        <translation>GATEWAY</translation>
    </message>
    <message>
        <source>DESIRED</source>
        <translation>GEWÜNSCHT</translation>
    </message>
    <message>
        <source>ACKNOWLEDGED</source>
        <translation>BESTÄTIGT</translation>
    </message>
    <message>
        <source>REPORTED</source>
        <translation>GEMELDET</translation>
    </message>
    <message>
        <source>RUNNING</source>
        <translation>LÄUFT</translation>
    </message>
    <message>
        <source>SESSION</source>
        <translation>SITZUNG</translation>
    </message>
    <message>
        <source>LAST CONTACT</source>
        <translation>LETZTER KONTAKT</translation>
    </message>
    <message>
        <source>The gateways&apos; names.</source>
        <translation>Die Namen der Gateways.</translation>
    </message>
    <message>
        <source>All that may speak with us.</source>
        <translation>Alle, die mit uns sprechen dürfen.</translation>
    </message>
    <message>
        <source>Those of which this holds: words like name=gw-*, running!=2.0, result=failure, simulated=no, joined by commas.</source>
        <translation>Die, auf die das zutrifft: Wörter wie name=gw-*, running!=2.0, result=failure, simulated=no, mit Kommas verbunden.</translation>
    </message>
    <message>
        <source>The id of the package.</source>
        <translation>Die id des Pakets.</translation>
    </message>
    <message>
        <source>Only tells what would be written, and to whom.</source>
        <translation>Sagt nur, was geschrieben würde und wem.</translation>
    </message>
    <message>
        <source>Ask gateways to install a package.</source>
        <translation>Verlangt von Gateways, ein Paket zu installieren.</translation>
    </message>
    <message>
        <source>Writes the package&apos;s config_otau to the resource of each, for all or for none of them. Those who wait get it at once.</source>
        <translation>Schreibt das config_otau des Pakets in die Ressource eines jeden, für alle oder für keines. Wer wartet, bekommt es sofort.</translation>
    </message>
    <message>
        <source>`package`, `version`, `boards`, `config_otau`, `written`.</source>
        <translation>`package`, `version`, `boards`, `config_otau`, `written`.</translation>
    </message>
    <message>
        <source>Empty config_otau: no update is asked for any more.</source>
        <translation>Leert config_otau: es wird kein Update mehr verlangt.</translation>
    </message>
    <message>
        <source>`boards`.</source>
        <translation>`boards`.</translation>
    </message>
    <message>
        <source>Tell what gateways were asked, what they reported and what follows from it.</source>
        <translation>Sagt, was von Gateways verlangt wurde, was sie meldeten und was daraus folgt.</translation>
    </message>
    <message>
        <source>Their names. Without any: all.</source>
        <translation>Ihre Namen. Ohne: alle.</translation>
    </message>
    <message>
        <source>Every session, not only the newest.</source>
        <translation>Jede Sitzung, nicht nur die neueste.</translation>
    </message>
    <message>
        <source>`gateways`: desired, acknowledged, reported, running, sessions with their findings, moved.</source>
        <translation>`gateways`: desired, acknowledged, reported, running, sessions mit ihren Befunden, moved.</translation>
    </message>
</context>
<context>
    <name>GatewayRun</name>
    <message>
        <source>nothing serves gateways on this bench</source>
        <translation>auf dieser Werkbank dient nichts den Gateways</translation>
    </message>
    <message>
        <source>otaw exosense serve does; or name another cloud with --cloud.</source>
        <translation>otaw exosense serve tut es; oder mit --cloud eine andere Cloud nennen.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no http, https, mqtt or mqtts address</source>
        <translation>„%1“ ist keine http-, https-, mqtt- oder mqtts-Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%n virtual gateway(s) run</source>
        <translation>
            <numerusform>%n virtuelles Gateway läuft</numerusform>
            <numerusform>%n virtuelle Gateways laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>DEFECT</source>
        <translation>DEFEKT</translation>
    </message>
    <message>
        <source>WHAT THE GATEWAY DOES</source>
        <translation>WAS DAS GATEWAY TUT</translation>
    </message>
    <message>
        <source>Their identities. Without any: gateway1.</source>
        <translation>Ihre Identitäten. Ohne: gateway1.</translation>
    </message>
    <message>
        <source>That many more, named gateway1, gateway2 …</source>
        <translation>So viele mehr, mit Namen gateway1, gateway2 …</translation>
    </message>
    <message>
        <source>Another cloud than the one that this bench serves.</source>
        <translation>Eine andere Cloud als die dieser Werkbank.</translation>
    </message>
    <message>
        <source>They speak MQTT with the cloud of this bench.</source>
        <translation>Sie sprechen MQTT mit der Cloud dieser Werkbank.</translation>
    </message>
    <message>
        <source>How they activate and show their token.</source>
        <translation>Wie sie sich aktivieren und ihr Token zeigen.</translation>
    </message>
    <message>
        <source>How they learn of a request.</source>
        <translation>Wie sie von einem Auftrag erfahren.</translation>
    </message>
    <message>
        <source>What they report, or many at once with their times.</source>
        <translation>Was sie melden, oder vieles auf einmal mit Zeiten.</translation>
    </message>
    <message>
        <source>What a new one runs: 1.0.</source>
        <translation>Was ein neues ausführt: 1.0.</translation>
    </message>
    <message>
        <source>Percent between two steps of a download.</source>
        <translation>Prozent zwischen zwei Schritten eines Downloads.</translation>
    </message>
    <message>
        <source>Milliseconds between two writes; the vendor allows one a second.</source>
        <translation>Millisekunden zwischen zwei Schreibvorgängen; der Hersteller erlaubt einen je Sekunde.</translation>
    </message>
    <message>
        <source>What they do wrong; otaw exosense gateway defects lists it.</source>
        <translation>Was sie falsch machen; otaw exosense gateway defects listet es.</translation>
    </message>
    <message>
        <source>Run virtual gateways until they are interrupted.</source>
        <translation>Betreibt virtuelle Gateways, bis sie unterbrochen werden.</translation>
    </message>
    <message>
        <source>`ready`, then one record an event.</source>
        <translation>`ready`, dann ein Datensatz je Ereignis.</translation>
    </message>
    <message>
        <source>List what virtual gateways can be told to do wrong.</source>
        <translation>Listet, was man virtuellen Gateways falsch zu machen auftragen kann.</translation>
    </message>
    <message>
        <source>--certificate and --key go together</source>
        <translation>--certificate und --key gehören zusammen</translation>
    </message>
    <message>
        <source>a client certificate needs TLS, and the cloud is %1</source>
        <translation>ein Clientzertifikat braucht TLS, und die Cloud ist %1</translation>
    </message>
    <message>
        <source>Name an https or mqtts address with --cloud.</source>
        <translation>Mit --cloud eine https- oder mqtts-Adresse nennen.</translation>
    </message>
    <message>
        <source>there is no certificate in it</source>
        <translation>darin ist kein Zertifikat</translation>
    </message>
    <message>
        <source>there is no RSA or EC key without a password in it</source>
        <translation>darin ist kein RSA- oder EC-Schlüssel ohne Passwort</translation>
    </message>
    <message>
        <source>otaw exosense serve does; without it, list them first.</source>
        <translation>otaw exosense serve tut es; ohne das zuerst in die Liste aufnehmen.</translation>
    </message>
    <message>
        <source>Put those on the list that the cloud of this bench does not know.</source>
        <translation>Nimmt die in die Liste auf, die die Cloud dieser Werkbank nicht kennt.</translation>
    </message>
    <message>
        <source>Images that they have room for: with two, one that does not start is left again.</source>
        <translation>Images, für die sie Platz haben: mit zweien wird eines, das nicht startet, wieder verlassen.</translation>
    </message>
    <message>
        <source>Bytes that they have room for; 64 MiB.</source>
        <translation>Bytes, für die sie Platz haben; 64 MiB.</translation>
    </message>
    <message>
        <source>Milliseconds between two writes of data_in; 0: none.</source>
        <translation>Millisekunden zwischen zwei Schreibvorgängen von data_in; 0: keine.</translation>
    </message>
    <message>
        <source>A client certificate (PEM) that they log in with, in place of a token.</source>
        <translation>Ein Clientzertifikat (PEM), mit dem sie sich statt eines Tokens anmelden.</translation>
    </message>
    <message>
        <source>Its private key (PEM).</source>
        <translation>Sein privater Schlüssel (PEM).</translation>
    </message>
    <message>
        <source>They activate, wait for config_otau, download, check, install into a folder of the bench and report. What they are shows everywhere: simulated. An image with &quot;%1&quot; in its first bytes does not start.</source>
        <translation>Sie aktivieren sich, warten auf config_otau, laden herunter, prüfen, installieren in einen Ordner der Werkbank und melden. Was sie sind, steht überall: simuliert. Ein Image mit „%1“ in seinen ersten Bytes startet nicht.</translation>
    </message>
    <message>
        <source>Defects:</source>
        <translation>Defekte:</translation>
    </message>
    <message>
        <source>without the lab header gateways check nothing that %1 could leave out</source>
        <translation>ohne den Laborkopf prüfen Gateways nichts, was %1 weglassen könnte</translation>
    </message>
    <message>
        <source>Say with --lab-header whose signature they expect, and with --device-type what they are.</source>
        <translation>Sagen Sie mit --lab-header, wessen Signatur sie erwarten, und mit --device-type, was sie sind.</translation>
    </message>
    <message>
        <source>--lab-header and --device-type go together</source>
        <translation>--lab-header und --device-type gehören zusammen</translation>
    </message>
    <message>
        <source>Needs --lab-header.</source>
        <translation>Braucht --lab-header.</translation>
    </message>
    <message>
        <source>They take only files with the lab header, signed with this key: one of the bench or a file.</source>
        <translation>Sie nehmen nur Dateien mit dem Laborkopf, signiert mit diesem Schlüssel: einem der Werkbank oder einer Datei.</translation>
    </message>
    <message>
        <source>With --lab-header: the type of device that they are.</source>
        <translation>Mit --lab-header: der Gerätetyp, der sie sind.</translation>
    </message>
    <message>
        <source>`defects`: name, world, description, needs_lab_header.</source>
        <translation>`defects`: name, world, description, needs_lab_header.</translation>
    </message>
</context>
<context>
    <name>GatewayStatus</name>
    <message>
        <source>%1 runs version %2</source>
        <translation>%1 führt Version %2 aus</translation>
    </message>
    <message>
        <source>the version before runs again</source>
        <translation>die vorige Version läuft wieder</translation>
    </message>
    <message>
        <source>wrong software runs</source>
        <translation>falsche Software läuft</translation>
    </message>
    <message>
        <source>rebooted into the version before, in the middle of the work</source>
        <translation>mitten in der Arbeit in die vorige Version neu gestartet</translation>
    </message>
    <message>
        <source>a report that can not be read</source>
        <translation>eine Meldung, die nicht zu lesen ist</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1 Seen: %2.</source>
        <translation>%1 Gesehen: %2.</translation>
    </message>
</context>
<context>
    <name>GatewayWords</name>
    <message>
        <source>asked</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>geleert</translation>
    </message>
    <message>
        <source>different</source>
        <translation>abweichend</translation>
    </message>
    <message>
        <source>listed: it may activate</source>
        <translation>in der Liste: es darf sich aktivieren</translation>
    </message>
    <message>
        <source>provisioned</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>revoked: it is refused</source>
        <translation>entzogen: es wird abgelehnt</translation>
    </message>
    <message>
        <source>MQTT, connected</source>
        <translation>MQTT, verbunden</translation>
    </message>
    <message>
        <source>HTTP, in a long poll</source>
        <translation>HTTP, im Long Poll</translation>
    </message>
    <message>
        <source>no session</source>
        <translation>keine Sitzung</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>installed, not confirmed</source>
        <translation>installiert, nicht bestätigt</translation>
    </message>
    <message>
        <source>Version %1 was asked for; it has not said anything of it.</source>
        <translation>Version %1 wurde verlangt; es hat nichts dazu gesagt.</translation>
    </message>
    <message>
        <source>It says that version %1 is installed. That it runs is not confirmed yet.</source>
        <translation>Es sagt, Version %1 sei installiert. Dass sie läuft, ist noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>It is at work on version %1.</source>
        <translation>Es arbeitet an Version %1.</translation>
    </message>
    <message>
        <source>Version %1 runs: it said so itself.</source>
        <translation>Version %1 läuft: es hat es selbst gesagt.</translation>
    </message>
    <message>
        <source>It ran version %1 already.</source>
        <translation>Es führte Version %1 schon aus.</translation>
    </message>
    <message>
        <source>It says that version %1 is installed, and was silent from then on.</source>
        <translation>Es sagt, Version %1 sei installiert, und schweigt seitdem.</translation>
    </message>
    <message>
        <source>It was to run version %1 and runs %2 again.</source>
        <translation>Es sollte Version %1 ausführen und führt wieder %2 aus.</translation>
    </message>
    <message>
        <source>It has said nothing more of version %1.</source>
        <translation>Es hat zu Version %1 nichts mehr gesagt.</translation>
    </message>
    <message>
        <source>Version %1: %2.</source>
        <translation>Version %1: %2.</translation>
    </message>
</context>
<context>
    <name>HtmlExport</name>
    <message>
        <source>Session %1 of %2</source>
        <translation>Sitzung %1 von %2</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>There are no sessions.</source>
        <translation>Es gibt keine Sitzungen.</translation>
    </message>
    <message>
        <source>, attempt %1</source>
        <translation>, Versuch %1</translation>
    </message>
    <message>
        <source>Simulated board</source>
        <translation>Simuliertes Board</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source> (simulated)</source>
        <translation> (simuliert)</translation>
    </message>
    <message>
        <source>Made by OTA Workbench.</source>
        <translation>Erstellt von OTA Workbench.</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>Notes and problems</source>
        <translation>Hinweise und Probleme</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>opened %1</source>
        <translation>geöffnet %1</translation>
    </message>
    <message>
        <source>closed %1</source>
        <translation>geschlossen %1</translation>
    </message>
    <message>
        <source>runs %1</source>
        <translation>läuft mit %1</translation>
    </message>
    <message>
        <source>release %1</source>
        <translation>Release %1</translation>
    </message>
    <message>
        <source>asked for by %1</source>
        <translation>verlangt von %1</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 gesendet</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begann</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>Es gibt keine.</translation>
    </message>
    <message>
        <source>Only the first %1 are listed.</source>
        <translation>Nur die ersten %1 sind aufgeführt.</translation>
    </message>
</context>
<context>
    <name>HttpConnection</name>
    <message>
        <source>The request did not come in time.</source>
        <translation>Die Anfrage kam nicht innerhalb der Frist.</translation>
    </message>
    <message>
        <source>The handler of this request failed.</source>
        <translation>Die Bearbeitung dieser Anfrage ist gescheitert.</translation>
    </message>
    <message>
        <source>There is nothing at %1.</source>
        <translation>Unter %1 gibt es nichts.</translation>
    </message>
    <message>
        <source>%1 can not be done at %2.</source>
        <translation>%1 ist bei %2 nicht möglich.</translation>
    </message>
    <message>
        <source>The body has %1 bytes; %2 are allowed here.</source>
        <translation>Der Körper hat %1 Bytes; erlaubt sind hier %2.</translation>
    </message>
    <message>
        <source>The only expectation known here is 100-continue.</source>
        <translation>Die einzige hier bekannte Erwartung ist 100-continue.</translation>
    </message>
    <message>
        <source>The connection was made for %1 and the request is for %2.</source>
        <translation>Die Verbindung wurde für %1 aufgebaut, und die Anfrage ist für %2.</translation>
    </message>
</context>
<context>
    <name>HttpFields</name>
    <message>
        <source>The token is wrong.</source>
        <translation>Das Token ist falsch.</translation>
    </message>
    <message>
        <source>A token is needed: send it as Bearer token or as password.</source>
        <translation>Ein Token ist nötig: als Bearer-Token oder als Passwort senden.</translation>
    </message>
    <message>
        <source>A page of %1 may not do this here.</source>
        <translation>Eine Seite von %1 darf dies hier nicht.</translation>
    </message>
</context>
<context>
    <name>HttpFile</name>
    <message>
        <source>this is not a regular file</source>
        <translation>dies ist keine gewöhnliche Datei</translation>
    </message>
</context>
<context>
    <name>HttpListen</name>
    <message>
        <source>%1 is not ADDRESS:PORT</source>
        <translation>%1 ist nicht ADDRESS:PORT</translation>
    </message>
    <message>
        <source>For example 127.0.0.1:8080, [::1]:8080 or *:8080; port 0 is any free one.</source>
        <translation>Zum Beispiel 127.0.0.1:8080, [::1]:8080 oder *:8080; Port 0 ist irgendein freier.</translation>
    </message>
</context>
<context>
    <name>HttpRequestParser</name>
    <message>
        <source>The head of the request is too large.</source>
        <translation>Der Kopf der Anfrage ist zu groß.</translation>
    </message>
    <message>
        <source>The body of the request is too large.</source>
        <translation>Der Körper der Anfrage ist zu groß.</translation>
    </message>
    <message>
        <source>Only HTTP/1.0 and HTTP/1.1 are spoken here.</source>
        <translation>Nur HTTP/1.0 und HTTP/1.1 werden hier gesprochen.</translation>
    </message>
    <message>
        <source>The request is not valid HTTP (%1).</source>
        <translation>Die Anfrage ist kein gültiges HTTP (%1).</translation>
    </message>
    <message>
        <source>A chunk header or a trailer is too long.</source>
        <translation>Ein Stückkopf oder Anhang ist zu lang.</translation>
    </message>
    <message>
        <source>HTTP/1.0 has no transfer coding.</source>
        <translation>HTTP/1.0 kennt keine Übertragungskodierung.</translation>
    </message>
    <message>
        <source>The only transfer coding spoken here is chunked.</source>
        <translation>Die einzige hier bekannte Übertragungskodierung ist chunked.</translation>
    </message>
    <message>
        <source>A request has exactly one Host field.</source>
        <translation>Eine Anfrage hat genau ein Feld Host.</translation>
    </message>
    <message>
        <source>This is no tunnelling proxy.</source>
        <translation>Dies ist kein Tunnel-Proxy.</translation>
    </message>
    <message>
        <source>The request has no valid target.</source>
        <translation>Die Anfrage hat kein gültiges Ziel.</translation>
    </message>
    <message>
        <source>The path of the request is not valid.</source>
        <translation>Der Pfad der Anfrage ist nicht gültig.</translation>
    </message>
</context>
<context>
    <name>HttpResponder</name>
    <message>
        <source>The request was not answered.</source>
        <translation>Die Anfrage wurde nicht beantwortet.</translation>
    </message>
</context>
<context>
    <name>HttpServer</name>
    <message>
        <source>%1 is not an address to listen on</source>
        <translation>%1 ist keine Adresse, auf der man lauschen kann</translation>
    </message>
    <message>
        <source>Give an IPv4 or IPv6 address of this machine, or * for all.</source>
        <translation>Eine IPv4- oder IPv6-Adresse dieser Maschine angeben oder * für alle.</translation>
    </message>
    <message>
        <source>port %1 is in use by another program</source>
        <translation>Port %1 ist von einem anderen Programm belegt</translation>
    </message>
    <message>
        <source>Choose another port, or 0 for any free one.</source>
        <translation>Einen anderen Port wählen oder 0 für irgendeinen freien.</translation>
    </message>
    <message>
        <source>port %1 may not be opened by this user</source>
        <translation>Port %1 darf dieser Benutzer nicht öffnen</translation>
    </message>
    <message>
        <source>Choose a port above 1023.</source>
        <translation>Einen Port über 1023 wählen.</translation>
    </message>
    <message>
        <source>can not listen there: %1</source>
        <translation>dort lässt sich nicht lauschen: %1</translation>
    </message>
    <message>
        <source>%1 can serve %2 clients at once and not %3: this process may open %4 files. Raise its hard limit (ulimit -Hn).</source>
        <translation>%1 kann %2 Clients zugleich dienen und nicht %3: dieser Prozess darf %4 Dateien öffnen. Seine harte Grenze erhöhen (ulimit -Hn).</translation>
    </message>
</context>
<context>
    <name>HttpTls</name>
    <message>
        <source>the certificate can not be used: %1</source>
        <translation>das Zertifikat ist nicht brauchbar: %1</translation>
    </message>
    <message>
        <source>It must be a PEM file that this user may read.</source>
        <translation>Es muss eine PEM-Datei sein, die dieser Benutzer lesen darf.</translation>
    </message>
    <message>
        <source>the private key can not be used: %1</source>
        <translation>der private Schlüssel ist nicht brauchbar: %1</translation>
    </message>
    <message>
        <source>It must be the PEM key of the certificate, without a password.</source>
        <translation>Es muss der PEM-Schlüssel des Zertifikats sein, ohne Passwort.</translation>
    </message>
    <message>
        <source>the authority of client certificates can not be used: %1</source>
        <translation>die Autorität der Clientzertifikate ist nicht benutzbar: %1</translation>
    </message>
</context>
<context>
    <name>Identifiers</name>
    <message>
        <source>&apos;%1&apos; is not a UUID</source>
        <translation>„%1“ ist keine UUID</translation>
    </message>
</context>
<context>
    <name>IdentityOperations</name>
    <message>
        <source>The gateway&apos;s identity: its serial number. It is the name of the board, too.</source>
        <translation>Die Identität des Gateways: seine Seriennummer. Sie ist auch der Name des Boards.</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>Token: %1</translation>
    </message>
    <message>
        <source>%1 has the token that it was given elsewhere</source>
        <translation>%1 hat das Token, das es anderswo bekam</translation>
    </message>
    <message>
        <source>%1 may activate now</source>
        <translation>%1 darf sich jetzt aktivieren</translation>
    </message>
    <message>
        <source>IDENTITY</source>
        <translation>IDENTITÄT</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>TOKEN ISSUED</source>
        <translation>TOKEN AUSGESTELLT</translation>
    </message>
    <message>
        <source>%1 has a new token; the one before is dead</source>
        <translation>%1 hat ein neues Token; das vorige gilt nicht mehr</translation>
    </message>
    <message>
        <source>The token of %1 is dead</source>
        <translation>Das Token von %1 gilt nicht mehr</translation>
    </message>
    <message>
        <source>%1 may activate once more</source>
        <translation>%1 darf sich noch einmal aktivieren</translation>
    </message>
    <message>
        <source>Let a gateway activate.</source>
        <translation>Lässt ein Gateway sich aktivieren.</translation>
    </message>
    <message>
        <source>The token that it has already, from elsewhere.</source>
        <translation>Das Token, das es schon von anderswo hat.</translation>
    </message>
    <message>
        <source>SHA-256 of the certificate that it shows, hexadecimal.</source>
        <translation>SHA-256 des Zertifikats, das es zeigt, hexadezimal.</translation>
    </message>
    <message>
        <source>It is simulated: everything that shows it says so.</source>
        <translation>Es ist simuliert: alles, was es zeigt, sagt das.</translation>
    </message>
    <message>
        <source>`identity`, `state`, `created`.</source>
        <translation>`identity`, `state`, `created`.</translation>
    </message>
    <message>
        <source>List the gateways that may speak with the bench.</source>
        <translation>Listet die Gateways, die mit der Werkbank sprechen dürfen.</translation>
    </message>
    <message>
        <source>`identities`.</source>
        <translation>`identities`.</translation>
    </message>
    <message>
        <source>Give a gateway a new token; the one before is dead.</source>
        <translation>Gibt einem Gateway ein neues Token; das vorige gilt nicht mehr.</translation>
    </message>
    <message>
        <source>The identity and `token`, which nobody sees again.</source>
        <translation>Die Identität und `token`, das niemand wieder sieht.</translation>
    </message>
    <message>
        <source>Refuse a gateway until it gets a new token.</source>
        <translation>Lehnt ein Gateway ab, bis es ein neues Token bekommt.</translation>
    </message>
    <message>
        <source>The identity.</source>
        <translation>Die Identität.</translation>
    </message>
    <message>
        <source>Let a gateway activate once more; its token is dead.</source>
        <translation>Lässt ein Gateway sich noch einmal aktivieren; sein Token gilt nicht mehr.</translation>
    </message>
    <message>
        <source>%1 is gone, with all that it wrote</source>
        <translation>%1 ist fort, mit allem, was es schrieb</translation>
    </message>
    <message>
        <source>Forget a gateway: identity, board, what was asked of it and what it wrote.</source>
        <translation>Vergisst ein Gateway: Identität, Board, was von ihm verlangt wurde und was es schrieb.</translation>
    </message>
    <message>
        <source>Its sessions stay on the timeline.</source>
        <translation>Seine Sitzungen bleiben auf der Zeitleiste.</translation>
    </message>
    <message>
        <source>`identity`.</source>
        <translation>`identity`.</translation>
    </message>
</context>
<context>
    <name>ImageFile</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Liest %1</translation>
    </message>
</context>
<context>
    <name>InterfaceField</name>
    <message>
        <source>This computer only</source>
        <translation>Nur dieser Rechner</translation>
    </message>
    <message>
        <source>All interfaces</source>
        <translation>Alle Schnittstellen</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>cancelled before it began</source>
        <translation>abgebrochen, bevor es begann</translation>
    </message>
</context>
<context>
    <name>JobCenter</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>the answer is no</source>
        <translation>die Antwort ist nein</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>cancelled while it waited for an answer</source>
        <translation>abgebrochen, während es auf eine Antwort wartete</translation>
    </message>
    <message>
        <source>the secret was not given</source>
        <translation>das Geheimnis wurde nicht genannt</translation>
    </message>
</context>
<context>
    <name>JsonText</name>
    <message>
        <source>this is not JSON: byte %1 does not fit</source>
        <translation>das ist kein JSON: Byte %1 passt nicht</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>&apos;%1&apos; is not an algorithm for keys; there are ed25519, es256</source>
        <translation>„%1“ ist kein Verfahren für Schlüssel; es gibt ed25519, es256</translation>
    </message>
    <message>
        <source>this is a key of type %1; ed25519 and es256 (P-256) are known</source>
        <translation>dies ist ein Schlüssel der Art %1; bekannt sind ed25519 und es256 (P-256)</translation>
    </message>
    <message>
        <source>this key is on the curve %1; es256 needs prime256v1 (P-256)</source>
        <translation>dieser Schlüssel liegt auf der Kurve %1; es256 braucht prime256v1 (P-256)</translation>
    </message>
    <message>
        <source>these %1 bytes are no %2 public key: %3</source>
        <translation>diese %1 Bytes sind kein öffentlicher Schlüssel für %2: %3</translation>
    </message>
    <message>
        <source>no key could be made: %1</source>
        <translation>kein Schlüssel ließ sich erzeugen: %1</translation>
    </message>
    <message>
        <source>a private key has 32 bytes, not %1</source>
        <translation>ein privater Schlüssel hat 32 Bytes, nicht %1</translation>
    </message>
    <message>
        <source>these bytes are no %1 private key: %2</source>
        <translation>diese Bytes sind kein privater Schlüssel für %1: %2</translation>
    </message>
    <message>
        <source>signing failed: %1</source>
        <translation>das Signieren scheiterte: %1</translation>
    </message>
    <message>
        <source>signing made %1 bytes</source>
        <translation>das Signieren ergab %1 Bytes</translation>
    </message>
    <message>
        <source>a PEM text of %1 bytes; at most %2 are allowed</source>
        <translation>ein PEM-Text von %1 Bytes; erlaubt sind höchstens %2</translation>
    </message>
    <message>
        <source>there is no %1 in it</source>
        <translation>darin ist kein %1</translation>
    </message>
    <message>
        <source>A PEM file has a line &apos;-----BEGIN %1-----&apos;.</source>
        <translation>Eine PEM-Datei hat eine Zeile &apos;-----BEGIN %1-----&apos;.</translation>
    </message>
    <message>
        <source>this key is encrypted and there is nobody to ask for its password</source>
        <translation>dieser Schlüssel ist verschlüsselt, und niemand ist da, der sein Passwort nennt</translation>
    </message>
    <message>
        <source>Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW</source>
        <translation>Umwandeln mit: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW</translation>
    </message>
    <message>
        <source>the key is encrypted in an old way (not PBES2)</source>
        <translation>der Schlüssel ist auf alte Weise verschlüsselt (nicht PBES2)</translation>
    </message>
    <message>
        <source>the key&apos;s password is stretched by something other than PBKDF2</source>
        <translation>das Passwort des Schlüssels wird mit etwas anderem als PBKDF2 gestreckt</translation>
    </message>
    <message>
        <source>the key&apos;s PBKDF2 iteration count is not within 1 to %1</source>
        <translation>die Zahl der PBKDF2-Runden des Schlüssels liegt nicht zwischen 1 und %1</translation>
    </message>
    <message>
        <source>the encrypted key is damaged: %1</source>
        <translation>der verschlüsselte Schlüssel ist beschädigt: %1</translation>
    </message>
    <message>
        <source>the password does not open this key</source>
        <translation>das Passwort öffnet diesen Schlüssel nicht</translation>
    </message>
    <message>
        <source>the decrypted key is damaged: %1</source>
        <translation>der entschlüsselte Schlüssel ist beschädigt: %1</translation>
    </message>
    <message>
        <source>this is an &apos;%1&apos;; ed25519 and es256 keys in PKCS#8 are known</source>
        <translation>dies ist „%1“; bekannt sind ed25519- und es256-Schlüssel in PKCS#8</translation>
    </message>
    <message>
        <source>Convert it with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW</source>
        <translation>Umwandeln mit: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW</translation>
    </message>
    <message>
        <source>the key is damaged: %1</source>
        <translation>der Schlüssel ist beschädigt: %1</translation>
    </message>
    <message>
        <source>this is a private key; the public half is needed</source>
        <translation>dies ist ein privater Schlüssel; gebraucht wird die öffentliche Hälfte</translation>
    </message>
    <message>
        <source>the public key is damaged: %1</source>
        <translation>der öffentliche Schlüssel ist beschädigt: %1</translation>
    </message>
    <message>
        <source>the key could not be written: %1</source>
        <translation>der Schlüssel ließ sich nicht schreiben: %1</translation>
    </message>
</context>
<context>
    <name>KeyArguments</name>
    <message>
        <source>the password file&apos;s first line is empty</source>
        <translation>die erste Zeile der Passwortdatei ist leer</translation>
    </message>
    <message>
        <source>A file whose first line is the key&apos;s password; without it the password is asked for.</source>
        <translation>Eine Datei, deren erste Zeile das Passwort des Schlüssels ist; ohne sie wird danach gefragt.</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>key &apos;%1&apos;</source>
        <translation>Schlüssel „%1“</translation>
    </message>
</context>
<context>
    <name>KeyOperations</name>
    <message>
        <source>The key&apos;s name on this bench.</source>
        <translation>Der Name des Schlüssels auf dieser Werkbank.</translation>
    </message>
    <message>
        <source>public only</source>
        <translation>nur öffentlich</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Private half</source>
        <translation>Private Hälfte</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>New password for key &apos;%1&apos;</source>
        <translation>Neues Passwort für Schlüssel „%1“</translation>
    </message>
    <message>
        <source>an empty password protects nothing</source>
        <translation>ein leeres Passwort schützt nichts</translation>
    </message>
    <message>
        <source>Leave --encrypt out to keep the key unencrypted.</source>
        <translation>--encrypt weglassen, um den Schlüssel unverschlüsselt zu lassen.</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>Dasselbe Passwort noch einmal</translation>
    </message>
    <message>
        <source>the two passwords differ</source>
        <translation>die beiden Passwörter sind verschieden</translation>
    </message>
    <message>
        <source>Made key &apos;%1&apos;.</source>
        <translation>Schlüssel „%1“ erzeugt.</translation>
    </message>
    <message>
        <source>Took over key &apos;%1&apos;.</source>
        <translation>Schlüssel „%1“ übernommen.</translation>
    </message>
    <message>
        <source>unusable: %1</source>
        <translation>unbrauchbar: %1</translation>
    </message>
    <message>
        <source>No keys. otaw key new NAME makes one.</source>
        <translation>Keine Schlüssel. otaw key new NAME erzeugt einen.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>ALG</source>
        <translation>VERFAHREN</translation>
    </message>
    <message>
        <source>PRIVATE</source>
        <translation>PRIVAT</translation>
    </message>
    <message>
        <source>FINGERPRINT</source>
        <translation>FINGERABDRUCK</translation>
    </message>
    <message>
        <source>CREATED</source>
        <translation>ERZEUGT</translation>
    </message>
    <message>
        <source>private keys are not exported</source>
        <translation>private Schlüssel werden nicht ausgegeben</translation>
    </message>
    <message>
        <source>Say --public for the public half. The private one is the file keys/%1.pem of the bench.</source>
        <translation>Für die öffentliche Hälfte --public angeben. Die private ist die Datei keys/%1.pem der Werkbank.</translation>
    </message>
    <message>
        <source>raw bytes need a file to go to</source>
        <translation>rohe Bytes brauchen eine Datei</translation>
    </message>
    <message>
        <source>Add -o FILE, or take --form hex.</source>
        <translation>-o FILE hinzufügen oder --form hex nehmen.</translation>
    </message>
    <message>
        <source>Wrote the public half of &apos;%1&apos; to %2.</source>
        <translation>Öffentliche Hälfte von „%1“ nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>Removed key &apos;%1&apos;.</source>
        <translation>Schlüssel „%1“ entfernt.</translation>
    </message>
    <message>
        <source>Makes a signing key on the bench.</source>
        <translation>Erzeugt einen Signaturschlüssel auf der Werkbank.</translation>
    </message>
    <message>
        <source>Ed25519 is what RIOT boards hold. The private half is a PKCS#8 file that only you can read; with --encrypt it is encrypted with AES-256.</source>
        <translation>Ed25519 ist, was RIOT-Boards haben. Die private Hälfte ist eine PKCS#8-Datei, die nur Sie lesen können; mit --encrypt ist sie mit AES-256 verschlüsselt.</translation>
    </message>
    <message>
        <source>What the key signs with.</source>
        <translation>Womit der Schlüssel signiert.</translation>
    </message>
    <message>
        <source>Protect the private half with a password; --password-file does the same.</source>
        <translation>Die private Hälfte mit einem Passwort schützen; --password-file tut dasselbe.</translation>
    </message>
    <message>
        <source>name, algorithm, fingerprint, private, encrypted, created</source>
        <translation>name, algorithm, fingerprint, private, encrypted, created</translation>
    </message>
    <message>
        <source>Takes a key from a PEM file.</source>
        <translation>Nimmt einen Schlüssel aus einer PEM-Datei.</translation>
    </message>
    <message>
        <source>A private key (PKCS#8, also encrypted, as RIOT and openssl make them; or EC PRIVATE KEY) or a public key for checking only. An encrypted key stays encrypted with its password.</source>
        <translation>Ein privater Schlüssel (PKCS#8, auch verschlüsselt, wie RIOT und openssl ihn machen; oder EC PRIVATE KEY) oder ein öffentlicher nur zum Prüfen. Ein verschlüsselter Schlüssel bleibt mit seinem Passwort verschlüsselt.</translation>
    </message>
    <message>
        <source>The PEM file.</source>
        <translation>Die PEM-Datei.</translation>
    </message>
    <message>
        <source>Writes the public half of a key.</source>
        <translation>Schreibt die öffentliche Hälfte eines Schlüssels.</translation>
    </message>
    <message>
        <source>raw, hex and c are the bytes that RIOT compiles into a board&apos;s program.</source>
        <translation>raw, hex und c sind die Bytes, die RIOT in das Programm eines Boards einbaut.</translation>
    </message>
    <message>
        <source>The public half; nothing else is ever exported.</source>
        <translation>Die öffentliche Hälfte; anderes wird nie ausgegeben.</translation>
    </message>
    <message>
        <source>How it is written.</source>
        <translation>Wie sie geschrieben wird.</translation>
    </message>
    <message>
        <source>The file to write; without it the key is printed.</source>
        <translation>Die zu schreibende Datei; ohne sie wird der Schlüssel ausgegeben.</translation>
    </message>
    <message>
        <source>name, algorithm, fingerprint, pem, hex, file</source>
        <translation>name, algorithm, fingerprint, pem, hex, file</translation>
    </message>
    <message>
        <source>Lists the keys of the bench.</source>
        <translation>Listet die Schlüssel der Werkbank.</translation>
    </message>
    <message>
        <source>keys: name, algorithm, fingerprint, private, encrypted, created, or name and fault</source>
        <translation>keys: name, algorithm, fingerprint, private, encrypted, created, oder name und fault</translation>
    </message>
    <message>
        <source>Removes a key for good.</source>
        <translation>Entfernt einen Schlüssel endgültig.</translation>
    </message>
    <message>
        <source>Boards that trust only this key can not be updated any more, unless there is a copy.</source>
        <translation>Boards, die nur diesem Schlüssel trauen, lassen sich nicht mehr aktualisieren, außer es gibt eine Kopie.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>name</translation>
    </message>
</context>
<context>
    <name>KeyStore</name>
    <message>
        <source>&apos;%1&apos; can not be the name of a key: letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos; are allowed, 64 at most, and the first must be a letter or a digit</source>
        <translation>„%1“ kann kein Name eines Schlüssels sein: erlaubt sind Buchstaben, Ziffern, &apos;.&apos;, &apos;_&apos; und &apos;-&apos;, höchstens 64, am Anfang ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>the name of a key does not end in .pem or .pub; &apos;%1&apos; does</source>
        <translation>der Name eines Schlüssels endet nicht auf .pem oder .pub; „%1“ tut es</translation>
    </message>
    <message>
        <source>there is a key &apos;%1&apos; already</source>
        <translation>es gibt schon einen Schlüssel „%1“</translation>
    </message>
    <message>
        <source>Take another name; a key is never overwritten.</source>
        <translation>Einen anderen Namen nehmen; ein Schlüssel wird nie überschrieben.</translation>
    </message>
    <message>
        <source>the directory can not be made</source>
        <translation>das Verzeichnis lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>the directory&apos;s permissions can not be set</source>
        <translation>die Rechte des Verzeichnisses lassen sich nicht setzen</translation>
    </message>
    <message>
        <source>its public half %1 is missing</source>
        <translation>seine öffentliche Hälfte %1 fehlt</translation>
    </message>
    <message>
        <source>there is no key &apos;%1&apos; on this bench</source>
        <translation>es gibt keinen Schlüssel „%1“ auf dieser Werkbank</translation>
    </message>
    <message>
        <source>There is none at all; make one with: otaw key new %1 --alg ed25519</source>
        <translation>Es gibt gar keinen; erzeugen mit: otaw key new %1 --alg ed25519</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Es gibt: %1.</translation>
    </message>
    <message>
        <source>of the key &apos;%1&apos; there is only the public half: it can check, not sign</source>
        <translation>vom Schlüssel „%1“ gibt es nur die öffentliche Hälfte: sie kann prüfen, nicht signieren</translation>
    </message>
    <message>
        <source>key &apos;%1&apos;</source>
        <translation>Schlüssel „%1“</translation>
    </message>
    <message>
        <source>%1 and %2 are halves of different keys</source>
        <translation>%1 und %2 sind Hälften verschiedener Schlüssel</translation>
    </message>
    <message>
        <source>the file can not be removed</source>
        <translation>die Datei lässt sich nicht entfernen</translation>
    </message>
</context>
<context>
    <name>LabContent</name>
    <message>
        <source>&apos;%1&apos; is no UUID</source>
        <translation>&apos;%1&apos; ist keine UUID</translation>
    </message>
    <message>
        <source>One looks like 7d444840-9dc0-11d1-b245-5ffdce74fad2.</source>
        <translation>Eine sieht so aus: 7d444840-9dc0-11d1-b245-5ffdce74fad2.</translation>
    </message>
    <message>
        <source>it has a lab header already</source>
        <translation>sie hat schon einen Laborkopf</translation>
    </message>
    <message>
        <source>Sign the file that has none.</source>
        <translation>Signieren Sie die Datei, die keinen hat.</translation>
    </message>
    <message>
        <source>it is empty: nothing was uploaded</source>
        <translation>er ist leer: nichts wurde hochgeladen</translation>
    </message>
    <message>
        <source>its payload is no file, so there is nothing to sign</source>
        <translation>seine Nutzlast ist keine Datei, also gibt es nichts zu signieren</translation>
    </message>
    <message>
        <source>only content of this bench can be signed, not %1</source>
        <translation>nur Inhalt dieser Werkbank kann signiert werden, nicht %1</translation>
    </message>
    <message>
        <source>Give the file with --file, or a release with --release.</source>
        <translation>Geben Sie die Datei mit --file an oder ein Release mit --release.</translation>
    </message>
</context>
<context>
    <name>LabHeader</name>
    <message>
        <source>it is too short for the lab header</source>
        <translation>sie ist zu kurz für den Laborkopf</translation>
    </message>
    <message>
        <source>it does not begin with a lab header</source>
        <translation>sie beginnt nicht mit einem Laborkopf</translation>
    </message>
    <message>
        <source>the lab header has an unknown version</source>
        <translation>der Laborkopf hat eine unbekannte Version</translation>
    </message>
    <message>
        <source>the lab header names an unknown signature</source>
        <translation>der Laborkopf nennt eine unbekannte Signatur</translation>
    </message>
    <message>
        <source>it is signed by a key that is not trusted</source>
        <translation>sie ist mit einem Schlüssel signiert, dem nicht vertraut wird</translation>
    </message>
    <message>
        <source>the signature is wrong</source>
        <translation>die Signatur ist falsch</translation>
    </message>
    <message>
        <source>the image has another size than was signed</source>
        <translation>das Image hat eine andere Größe, als signiert wurde</translation>
    </message>
    <message>
        <source>the image is another one than was signed</source>
        <translation>das Image ist ein anderes, als signiert wurde</translation>
    </message>
    <message>
        <source>it is for another type of device</source>
        <translation>sie ist für einen anderen Gerätetyp</translation>
    </message>
    <message>
        <source>its number is not above the one that runs</source>
        <translation>ihre Nummer ist nicht höher als die, die läuft</translation>
    </message>
    <message>
        <source>it is no full image</source>
        <translation>sie ist kein vollständiges Image</translation>
    </message>
    <message>
        <source>its number is 0</source>
        <translation>ihre Nummer ist 0</translation>
    </message>
    <message>
        <source>reserved bits are set</source>
        <translation>reservierte Bits sind gesetzt</translation>
    </message>
    <message>
        <source>the lab header is signed with Ed25519, and this key is for %1</source>
        <translation>der Laborkopf wird mit Ed25519 signiert, und dieser Schlüssel ist für %1</translation>
    </message>
    <message>
        <source>otaw key new makes one that fits.</source>
        <translation>otaw key new macht einen, der passt.</translation>
    </message>
</context>
<context>
    <name>LanePainter</name>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>steht</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · noch %2</translation>
    </message>
    <message>
        <source>silent for %1</source>
        <translation>still seit %1</translation>
    </message>
</context>
<context>
    <name>ManifestChoice</name>
    <message>
        <source>release %1 has no file &quot;%2&quot;</source>
        <translation>Release %1 hat keine Datei „%2“</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation>Es hat %1.</translation>
    </message>
    <message>
        <source>release %1 has no manifest that fits</source>
        <translation>Release %1 hat kein Manifest, das passt</translation>
    </message>
    <message>
        <source>several manifests of release %1 fit: %2</source>
        <translation>mehrere Manifeste von Release %1 passen: %2</translation>
    </message>
    <message>
        <source>Name one of them.</source>
        <translation>Eines davon nennen.</translation>
    </message>
</context>
<context>
    <name>ManifestFacts</name>
    <message>
        <source>verified, %1</source>
        <translation>geprüft, %1</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>signed by nobody this bench knows</source>
        <translation>von niemandem signiert, den diese Werkbank kennt</translation>
    </message>
    <message>
        <source>signed by %1, not trusted here</source>
        <translation>signiert von %1, hier nicht vertraut</translation>
    </message>
    <message>
        <source>bad signature, or signed by nobody this bench knows</source>
        <translation>falsche Signatur oder von niemandem, den diese Werkbank kennt</translation>
    </message>
</context>
<context>
    <name>MovedPayload</name>
    <message>
        <source>It was asked to fetch from %1, which this bench does not serve any more.</source>
        <translation>Es sollte von %1 holen, was diese Werkbank nicht mehr bedient.</translation>
    </message>
    <message>
        <source>Apply it again: otaw exosense apply %1 %2</source>
        <translation>Wenden Sie es wieder an: otaw exosense apply %1 %2</translation>
    </message>
</context>
<context>
    <name>MqttPacket</name>
    <message>
        <source>malformed MQTT: %1</source>
        <translation>fehlerhaftes MQTT: %1</translation>
    </message>
    <message>
        <source>a short CONNECT</source>
        <translation>ein zu kurzes CONNECT</translation>
    </message>
    <message>
        <source>flags 0x%1 of CONNECT</source>
        <translation>Flags 0x%1 von CONNECT</translation>
    </message>
    <message>
        <source>the length of CONNECT</source>
        <translation>die Länge von CONNECT</translation>
    </message>
    <message>
        <source>a PUBLISH</source>
        <translation>ein PUBLISH</translation>
    </message>
    <message>
        <source>a filter of SUBSCRIBE</source>
        <translation>ein Filter von SUBSCRIBE</translation>
    </message>
    <message>
        <source>a SUBSCRIBE</source>
        <translation>ein SUBSCRIBE</translation>
    </message>
    <message>
        <source>an UNSUBSCRIBE</source>
        <translation>ein UNSUBSCRIBE</translation>
    </message>
    <message>
        <source>a CONNACK</source>
        <translation>ein CONNACK</translation>
    </message>
    <message>
        <source>a SUBACK</source>
        <translation>ein SUBACK</translation>
    </message>
    <message>
        <source>the length of a packet of type %1</source>
        <translation>die Länge eines Pakets vom Typ %1</translation>
    </message>
    <message>
        <source>flags of a packet of type %1</source>
        <translation>Flags eines Pakets vom Typ %1</translation>
    </message>
    <message>
        <source>packet type %1</source>
        <translation>Pakettyp %1</translation>
    </message>
    <message>
        <source>the length field</source>
        <translation>das Längenfeld</translation>
    </message>
    <message>
        <source>a packet of %1 bytes; %2 are allowed</source>
        <translation>ein Paket von %1 Bytes; erlaubt sind %2</translation>
    </message>
</context>
<context>
    <name>MultipartParser</name>
    <message>
        <source>The form has no boundary line.</source>
        <translation>Das Formular hat keine Trennzeile.</translation>
    </message>
    <message>
        <source>The form ends in the middle: its last boundary line is missing.</source>
        <translation>Das Formular endet mittendrin: seine letzte Trennzeile fehlt.</translation>
    </message>
    <message>
        <source>A boundary line of the form is too long.</source>
        <translation>Eine Trennzeile des Formulars ist zu lang.</translation>
    </message>
    <message>
        <source>A boundary line of the form does not end with CR LF.</source>
        <translation>Eine Trennzeile des Formulars endet nicht mit CR LF.</translation>
    </message>
    <message>
        <source>The header of a form part is over %1 bytes.</source>
        <translation>Der Kopf eines Formularteils ist länger als %1 Bytes.</translation>
    </message>
    <message>
        <source>The form has more than %1 parts.</source>
        <translation>Das Formular hat mehr als %1 Teile.</translation>
    </message>
    <message>
        <source>A header line of a form part has no colon.</source>
        <translation>Eine Kopfzeile eines Formularteils hat keinen Doppelpunkt.</translation>
    </message>
    <message>
        <source>A form part has no valid Content-Disposition.</source>
        <translation>Ein Formularteil hat kein gültiges Content-Disposition.</translation>
    </message>
    <message>
        <source>Form parts must be sent as they are, not as %1.</source>
        <translation>Formularteile sind zu senden, wie sie sind, nicht als %1.</translation>
    </message>
    <message>
        <source>A form part has no name, or one that is not UTF-8.</source>
        <translation>Ein Formularteil hat keinen Namen oder einen, der nicht UTF-8 ist.</translation>
    </message>
    <message>
        <source>The form field %1 is over %2 bytes.</source>
        <translation>Das Formularfeld %1 ist länger als %2 Bytes.</translation>
    </message>
    <message>
        <source>The form field %1 is not UTF-8 text.</source>
        <translation>Das Formularfeld %1 ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>A form is needed: multipart/form-data or application/x-www-form-urlencoded.</source>
        <translation>Ein Formular ist nötig: multipart/form-data oder application/x-www-form-urlencoded.</translation>
    </message>
    <message>
        <source>The Content-Type of the form has no valid boundary.</source>
        <translation>Der Content-Type des Formulars hat keine gültige Trennzeile.</translation>
    </message>
    <message>
        <source>The form is over %1 bytes.</source>
        <translation>Das Formular ist länger als %1 Bytes.</translation>
    </message>
    <message>
        <source>The form has a bad escape or is not UTF-8.</source>
        <translation>Das Formular hat eine falsche Maskierung oder ist nicht UTF-8.</translation>
    </message>
</context>
<context>
    <name>NewFile</name>
    <message>
        <source>the disk is full: %1 are free at %2, %3 of the file were written</source>
        <translation>die Platte ist voll: bei %2 sind %1 frei, %3 der Datei wurden geschrieben</translation>
    </message>
    <message>
        <source>Make room, remove releases that are not needed, or choose another bench with --bench DIR.</source>
        <translation>Platz schaffen, nicht gebrauchte Releases entfernen oder mit --bench DIR eine andere Werkbank wählen.</translation>
    </message>
    <message>
        <source>the system allows no file of this size; %1 were written</source>
        <translation>das System erlaubt keine Datei dieser Größe; geschrieben wurden %1</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>this device wants POST</source>
        <translation>dieses Gerät verlangt POST</translation>
    </message>
    <message>
        <source>this device wants PUT</source>
        <translation>dieses Gerät verlangt PUT</translation>
    </message>
    <message>
        <source>the URL is too long: %1 bytes were sent, RIOT takes %2</source>
        <translation>die URL ist zu lang: %1 Bytes wurden gesendet, RIOT nimmt %2</translation>
    </message>
    <message>
        <source>the device has no such resource; is SUIT in its build?</source>
        <translation>das Gerät hat diese Ressource nicht; ist SUIT in seinem Build?</translation>
    </message>
    <message>
        <source>the device got an empty URL</source>
        <translation>das Gerät bekam eine leere URL</translation>
    </message>
    <message>
        <source>not sent: cancelled</source>
        <translation>nicht gesendet: abgebrochen</translation>
    </message>
    <message>
        <source>not an address: %1</source>
        <translation>keine Adresse: %1</translation>
    </message>
    <message>
        <source>asking what it is</source>
        <translation>fragt, was es ist</translation>
    </message>
    <message>
        <source>asking which slot is free</source>
        <translation>fragt, welcher Slot frei ist</translation>
    </message>
    <message>
        <source>not sent: %1</source>
        <translation>nicht gesendet: %1</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>not an address: &quot;%1&quot; is not known</source>
        <translation>keine Adresse: „%1“ ist nicht bekannt</translation>
    </message>
    <message>
        <source>unreachable (ICMP)</source>
        <translation>unerreichbar (ICMP)</translation>
    </message>
</context>
<context>
    <name>NotifyDesk</name>
    <message>
        <source>manifest fetched</source>
        <translation>Manifest geladen</translation>
    </message>
    <message>
        <source>all bytes fetched</source>
        <translation>alle Bytes geladen</translation>
    </message>
    <message>
        <source>payload %1 %</source>
        <translation>Nutzdaten %1 %</translation>
    </message>
    <message>
        <source>runs %1</source>
        <translation>läuft mit %1</translation>
    </message>
    <message>
        <source>%1: %2%3</source>
        <translation>%1: %2%3</translation>
    </message>
    <message>
        <source>Notification of %1: %2</source>
        <translation>Benachrichtigung von %1: %2</translation>
    </message>
</context>
<context>
    <name>NotifyDevice</name>
    <message>
        <source>&quot;%1&quot; is neither an IP address nor a host name</source>
        <translation>„%1“ ist weder eine IP-Adresse noch ein Hostname</translation>
    </message>
    <message>
        <source>the device %1 is named twice</source>
        <translation>das Gerät %1 ist zweimal genannt</translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>&apos;%1&apos; is not a whole number from %2 to %3</source>
        <translation>„%1“ ist keine ganze Zahl von %2 bis %3</translation>
    </message>
    <message>
        <source>there is no file &apos;%1&apos;</source>
        <translation>es gibt keine Datei „%1“</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a directory, a file is needed</source>
        <translation>„%1“ ist ein Verzeichnis, gebraucht wird eine Datei</translation>
    </message>
    <message>
        <source>there is no directory &apos;%1&apos;</source>
        <translation>es gibt kein Verzeichnis „%1“</translation>
    </message>
    <message>
        <source>there is no directory &apos;%1&apos; to write into</source>
        <translation>es gibt kein Verzeichnis „%1“, in das zu schreiben wäre</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is neither true nor false</source>
        <translation>„%1“ ist weder true noch false</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a text</source>
        <translation>„%1“ ist kein Text</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not one of %2</source>
        <translation>„%1“ ist keines von %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an address and port such as 127.0.0.1:8080 or [::1]:0</source>
        <translation>„%1“ ist keine Adresse mit Port wie 127.0.0.1:8080 oder [::1]:0</translation>
    </message>
    <message>
        <source>a path is needed</source>
        <translation>ein Pfad ist nötig</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no parameter &apos;%2&apos;</source>
        <translation>„%1“ hat keinen Parameter „%2“</translation>
    </message>
    <message>
        <source>must be given: %1</source>
        <translation>muss angegeben sein: %1</translation>
    </message>
</context>
<context>
    <name>OperationRegistry</name>
    <message>
        <source>there is no operation &apos;%1&apos;</source>
        <translation>es gibt keinen Vorgang „%1“</translation>
    </message>
</context>
<context>
    <name>OtaServer</name>
    <message>
        <source>refused from %1: %2</source>
        <translation>von %1 abgewiesen: %2</translation>
    </message>
    <message>
        <source>%1 published by %2 over CoAP: %3 files</source>
        <translation>%1 von %2 über CoAP veröffentlicht: %3 Dateien</translation>
    </message>
    <message>
        <source>No CoAP service runs</source>
        <translation>Kein CoAP-Dienst läuft</translation>
    </message>
    <message>
        <source>No such file is published</source>
        <translation>Eine solche Datei ist nicht veröffentlicht</translation>
    </message>
    <message>
        <source>No such release is published</source>
        <translation>Ein solches Release ist nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Too many pages are open</source>
        <translation>Zu viele Seiten sind offen</translation>
    </message>
    <message>
        <source>%1 removed version %2 of %3: %4</source>
        <translation>%1 entfernte Version %2 von %3: %4</translation>
    </message>
    <message>
        <source>%1 removed the release %2</source>
        <translation>%1 entfernte das Release %2</translation>
    </message>
    <message>
        <source>%1 is a file; a text is needed</source>
        <translation>%1 ist eine Datei; gebraucht wird ein Text</translation>
    </message>
    <message>
        <source>profile &quot;%1&quot; is none of auto, riot, testnode, eraB</source>
        <translation>das Profil „%1“ ist keines von auto, riot, testnode, eraB</translation>
    </message>
    <message>
        <source>timeout &quot;%1&quot; is not a number of seconds up to %2</source>
        <translation>die Frist „%1“ ist keine Zahl von Sekunden bis %2</translation>
    </message>
    <message>
        <source>unauthenticated writes are for loopback only, and %1 is reached by others</source>
        <translation>Schreiben ohne Anmeldung ist nur für Loopback, und %1 erreichen auch andere</translation>
    </message>
    <message>
        <source>Leave the switch out: the old clients work with the token as password.</source>
        <translation>Den Schalter weglassen: die alten Clients gehen mit dem Token als Passwort.</translation>
    </message>
    <message>
        <source>there is no service &quot;%1&quot;</source>
        <translation>es gibt keinen Dienst „%1“</translation>
    </message>
    <message>
        <source>no CoAP service runs that boards could fetch from</source>
        <translation>kein CoAP-Dienst läuft, von dem Boards laden könnten</translation>
    </message>
    <message>
        <source>Start one, or say with host where the boards find the release.</source>
        <translation>Einen starten oder mit host sagen, wo die Boards das Release finden.</translation>
    </message>
    <message>
        <source>%1 events came faster than they could be counted</source>
        <translation>%1 Ereignisse kamen schneller, als sie zu zählen waren</translation>
    </message>
    <message>
        <source>%1 %2 from %3: %4%5</source>
        <translation>%1 %2 von %3: %4%5</translation>
    </message>
    <message>
        <source>, cut off</source>
        <translation>, abgeschnitten</translation>
    </message>
    <message>
        <source>%1 asks for %2</source>
        <translation>%1 fragt nach %2</translation>
    </message>
    <message>
        <source>%1 has all of %2 (%3)</source>
        <translation>%1 hat alles von %2 (%3)</translation>
    </message>
    <message>
        <source>%1 asks for no more blocks of %2</source>
        <translation>%1 fragt nach keinen weiteren Blöcken von %2</translation>
    </message>
    <message>
        <source>%1 goes on with %2 at byte %3</source>
        <translation>%1 macht mit %2 bei Byte %3 weiter</translation>
    </message>
    <message>
        <source>%1 connected as %2</source>
        <translation>%1 verbunden als %2</translation>
    </message>
    <message>
        <source>DTLS with %1 failed: %2</source>
        <translation>DTLS mit %1 gescheitert: %2</translation>
    </message>
    <message>
        <source>%1 asked for %2: %3 %4</source>
        <translation>%1 fragte nach %2: %3 %4</translation>
    </message>
    <message>
        <source>fault on purpose: %1 for %2, %3</source>
        <translation>Fehler mit Absicht: %1 für %2, %3</translation>
    </message>
    <message>
        <source>%1 published by %2: %3 files, %4</source>
        <translation>%1 von %2 veröffentlicht: %3 Dateien, %4</translation>
    </message>
    <message>
        <source>%1 published by %2, as it was prepared</source>
        <translation>%1 von %2 veröffentlicht, wie es vorbereitet war</translation>
    </message>
    <message>
        <source>%1 removed the draft of %2</source>
        <translation>%1 hat den Entwurf von %2 entfernt</translation>
    </message>
    <message>
        <source>%1 added the board %2</source>
        <translation>%1 hat das Board %2 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 changed the board %2</source>
        <translation>%1 hat das Board %2 geändert</translation>
    </message>
    <message>
        <source>%1 removed the board %2</source>
        <translation>%1 hat das Board %2 entfernt</translation>
    </message>
    <message>
        <source>%1 prepared by %2: %3 files, %4</source>
        <translation>%1 von %2 vorbereitet: %3 Dateien, %4</translation>
    </message>
    <message>
        <source>cut off after %1</source>
        <translation>nach %1 abgeschnitten</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>no more blocks</source>
        <translation>keine weiteren Blöcke</translation>
    </message>
    <message>
        <source>goes on at byte %1</source>
        <translation>geht bei Byte %1 weiter</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>fault on purpose: %1</source>
        <translation>absichtlicher Fehler: %1</translation>
    </message>
</context>
<context>
    <name>OtaServerOperations</name>
    <message>
        <source>--psk is for --coaps, and that is not given</source>
        <translation>--psk gehört zu --coaps, und das fehlt</translation>
    </message>
    <message>
        <source>Writing needs the token in %1</source>
        <translation>Schreiben braucht das Token in %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Publishing, notifying and removing need no token on loopback: for old lab scripts.</source>
        <translation>Veröffentlichen, Benachrichtigen und Entfernen brauchen auf Loopback kein Token: für alte Laborskripte.</translation>
    </message>
    <message>
        <source>Publishing with CoAP PUT, then POST ?commit, from loopback.</source>
        <translation>Veröffentlichen mit CoAP PUT, dann POST ?commit, von Loopback.</translation>
    </message>
    <message>
        <source>%1 of %2 devices accepted</source>
        <translation>%1 von %2 Geräten nahmen an</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>nothing serves this bench now, so boards have nowhere to fetch from</source>
        <translation>nichts bietet diese Werkbank jetzt an, also können Boards nirgends laden</translation>
    </message>
    <message>
        <source>Run otaw serve beside it, or name with --host where the release is served.</source>
        <translation>otaw serve daneben laufen lassen oder mit --host nennen, wo das Release angeboten wird.</translation>
    </message>
    <message>
        <source>no device is named</source>
        <translation>kein Gerät ist genannt</translation>
    </message>
    <message>
        <source>The published release.</source>
        <translation>Das veröffentlichte Release.</translation>
    </message>
    <message>
        <source>Devices: host[:port][/path], also with coap:// or coaps://, or a list with commas.</source>
        <translation>Geräte: host[:port][/path], auch mit coap:// oder coaps://, oder eine Liste mit Kommas.</translation>
    </message>
    <message>
        <source>Which version&apos;s manifest, as in the file&apos;s name.</source>
        <translation>Das Manifest welcher Version, wie im Namen der Datei.</translation>
    </message>
    <message>
        <source>The manifest by its name. Without it: the one that fits the device.</source>
        <translation>Das Manifest mit seinem Namen. Ohne ihn: das, welches zum Gerät passt.</translation>
    </message>
    <message>
        <source>How the devices want to be told: auto asks them; eraB is PUT to the path as given.</source>
        <translation>Wie die Geräte benachrichtigt werden wollen: auto fragt sie; eraB ist PUT auf den Pfad wie angegeben.</translation>
    </message>
    <message>
        <source>How long one device may take to answer, in seconds.</source>
        <translation>Wie lange ein Gerät für die Antwort hat, in Sekunden.</translation>
    </message>
    <message>
        <source>What the URL names: HOST[:PORT]. Without it: the address at which each device reaches the server.</source>
        <translation>Was die URL nennt: HOST[:PORT]. Ohne es: die Adresse, unter der jedes Gerät den Server erreicht.</translation>
    </message>
    <message>
        <source>Nothing but that it was stopped.</source>
        <translation>Nichts, außer dass es gestoppt wurde.</translation>
    </message>
    <message>
        <source>Tell devices where the manifest of a release is.</source>
        <translation>Sagt Geräten, wo das Manifest eines Releases ist.</translation>
    </message>
    <message>
        <source>Where otaw serve runs on the same bench, that process sends the notifications. The exit status is 0 when every device accepted.</source>
        <translation>Wo otaw serve auf derselben Werkbank läuft, sendet jener Prozess die Benachrichtigungen. Der Rückgabewert ist 0, wenn jedes Gerät angenommen hat.</translation>
    </message>
    <message>
        <source>`devices`: one object a device with its result, and how many accepted.</source>
        <translation>`devices`: ein Objekt je Gerät mit seinem Ergebnis und wie viele angenommen haben.</translation>
    </message>
    <message>
        <source>A device that may use coaps, and its key, in place of those of the bench.</source>
        <translation>Ein Gerät, das CoAPS benutzen darf, und sein Schlüssel, statt derer der Werkbank.</translation>
    </message>
    <message>
        <source>A second activation of a gateway gives a new token and is not refused.</source>
        <translation>Eine zweite Aktivierung eines Gateways ergibt ein neues Token und wird nicht abgelehnt.</translation>
    </message>
    <message>
        <source>A gateway reads what either side wrote last, as on the old platform.</source>
        <translation>Ein Gateway liest, was eine der Seiten zuletzt schrieb, wie auf der alten Plattform.</translation>
    </message>
    <message>
        <source>No Content-Length on answers to gateways that have no body; old clients look for it.</source>
        <translation>Keine Content-Length bei Antworten an Gateways, die keinen Rumpf haben; alte Clients suchen sie.</translation>
    </message>
    <message>
        <source>One of the services where the bench keeps its address.</source>
        <translation>Einer der Dienste, wo die Werkbank seine Adresse aufbewahrt.</translation>
    </message>
    <message>
        <source>Gateways may come</source>
        <translation>Gateways können kommen</translation>
    </message>
    <message>
        <source>Serve the bench&apos;s releases over HTTP and CoAP, and its gateways, until interrupted.</source>
        <translation>Dient mit den Releases der Werkbank über HTTP und CoAP und ihren Gateways, bis zur Unterbrechung.</translation>
    </message>
    <message>
        <source>Prints one line a service when it is ready, with the real port, then what happens. Without any address: HTTP and CoAP as the bench keeps them, which is HTTP on 127.0.0.1:8080 and CoAP on port 5683 of both loopback addresses until serving set says otherwise. The cloud of gateways is served when it is named: --service exosense, --exosense-mqtt ADDR:PORT. SIGINT and SIGTERM end it cleanly.</source>
        <translation>Schreibt eine Zeile je Dienst, sobald er bereit ist, mit dem wirklichen Port, dann was geschieht. Ohne Adresse: HTTP und CoAP, wie die Werkbank sie aufbewahrt, also HTTP auf 127.0.0.1:8080 und CoAP auf Port 5683 beider Loopback-Adressen, bis serving set anderes sagt. Die Cloud der Gateways läuft, wenn sie genannt wird: --service exosense, --exosense-mqtt ADDR:PORT. SIGINT und SIGTERM beenden es sauber.</translation>
    </message>
    <message>
        <source>Be the cloud for gateways that were made for ExoSense and Murano.</source>
        <translation>Ist die Cloud für Gateways, die für ExoSense und Murano gebaut wurden.</translation>
    </message>
    <message>
        <source>The legacy and the Murano form of the device API on the same port. Without any address: HTTP as the bench keeps it, which is 127.0.0.1:8090 until serving set says otherwise. otaw serve has the same services beside its own. Other exosense verbs act through it.</source>
        <translation>Die alte und die Murano-Form der Geräte-API am selben Port. Ohne Adresse: HTTP, wie die Werkbank es aufbewahrt, also 127.0.0.1:8090, bis serving set anderes sagt. otaw serve hat dieselben Dienste neben den eigenen. Andere exosense-Verben handeln durch sie.</translation>
    </message>
    <message>
        <source>One record a service, `ready`, then what happens.</source>
        <translation>Ein Datensatz je Dienst, `ready`, dann was geschieht.</translation>
    </message>
</context>
<context>
    <name>OtauPackage</name>
    <message>
        <source>&quot;%1&quot; can not name content: an id has 1 to %2 printable characters and no slash, and is not . or ..</source>
        <translation>„%1“ kann keinen Inhalt benennen: eine id hat 1 bis %2 druckbare Zeichen, keinen Schrägstrich und ist nicht . oder ..</translation>
    </message>
</context>
<context>
    <name>PackageContent</name>
    <message>
        <source>the release %1 has no file %2</source>
        <translation>das Release %1 hat keine Datei %2</translation>
    </message>
    <message>
        <source>otaw release show %1 lists its files.</source>
        <translation>otaw release show %1 listet seine Dateien.</translation>
    </message>
    <message>
        <source>the release %1 has no file to install</source>
        <translation>das Release %1 hat keine Datei zum Installieren</translation>
    </message>
</context>
<context>
    <name>PackageImport</name>
    <message>
        <source>it is too long for a package</source>
        <translation>es ist zu lang für ein Paket</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>den Ordner %1 gibt es nicht</translation>
    </message>
</context>
<context>
    <name>PackageOperations</name>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>applicable</source>
        <translation>anwendbar</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>VENDOR</source>
        <translation>HERSTELLER</translation>
    </message>
    <message>
        <source>PRODUCT</source>
        <translation>PRODUKT</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSION</translation>
    </message>
    <message>
        <source>TYPE</source>
        <translation>TYP</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>%1 ist entfernt</translation>
    </message>
    <message>
        <source>this is no valid config_otau</source>
        <translation>das ist kein gültiges config_otau</translation>
    </message>
    <message>
        <source>otaw exosense config lint tells what is wrong.</source>
        <translation>otaw exosense config lint sagt, was falsch ist.</translation>
    </message>
    <message>
        <source>the id of a package begins with package_</source>
        <translation>die id eines Pakets beginnt mit package_</translation>
    </message>
    <message>
        <source>%1 is a package now</source>
        <translation>%1 ist jetzt ein Paket</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <source>The package&apos;s id.</source>
        <translation>Die id des Pakets.</translation>
    </message>
    <message>
        <source>A file with config_otau, as exosense config build makes it.</source>
        <translation>Eine Datei mit config_otau, wie exosense config build sie macht.</translation>
    </message>
    <message>
        <source>Who made the product.</source>
        <translation>Wer das Produkt herstellt.</translation>
    </message>
    <message>
        <source>For what it is.</source>
        <translation>Wofür es ist.</translation>
    </message>
    <message>
        <source>Who made the package.</source>
        <translation>Wer das Paket gemacht hat.</translation>
    </message>
    <message>
        <source>Without it one is made of vendor, product, name and version.</source>
        <translation>Ohne sie entsteht eine aus Hersteller, Produkt, Name und Version.</translation>
    </message>
    <message>
        <source>Content that goes with it, under its file name.</source>
        <translation>Inhalt, der dazugehört, unter seinem Dateinamen.</translation>
    </message>
    <message>
        <source>List the packages, also those that can not be applied.</source>
        <translation>Listet die Pakete, auch die nicht anwendbaren.</translation>
    </message>
    <message>
        <source>The other content, too.</source>
        <translation>Auch den übrigen Inhalt.</translation>
    </message>
    <message>
        <source>`packages`.</source>
        <translation>`packages`.</translation>
    </message>
    <message>
        <source>Show a package with what is odd about it.</source>
        <translation>Zeigt ein Paket mit dem, was daran auffällt.</translation>
    </message>
    <message>
        <source>The entry, `applicable`, `config_otau`, `findings`.</source>
        <translation>Der Eintrag, `applicable`, `config_otau`, `findings`.</translation>
    </message>
    <message>
        <source>Check whether a package can be applied.</source>
        <translation>Prüft, ob ein Paket angewendet werden kann.</translation>
    </message>
    <message>
        <source>As package show; exit status 1 when it can not be applied.</source>
        <translation>Wie package show; Exit-Status 1, wenn es nicht anwendbar ist.</translation>
    </message>
    <message>
        <source>The entry.</source>
        <translation>Der Eintrag.</translation>
    </message>
    <message>
        <source>Files named package_….json hold otau_info or config_otau; all others are content.</source>
        <translation>Dateien namens package_….json enthalten otau_info oder config_otau; alle anderen sind Inhalt.</translation>
    </message>
    <message>
        <source>Where they are.</source>
        <translation>Wo sie sind.</translation>
    </message>
    <message>
        <source>`imported`, `skipped` with reasons.</source>
        <translation>`imported`, `skipped` mit Gründen.</translation>
    </message>
    <message>
        <source>Remove a package or other content.</source>
        <translation>Entfernt ein Paket oder anderen Inhalt.</translation>
    </message>
    <message>
        <source>`id`.</source>
        <translation>`id`.</translation>
    </message>
    <message>
        <source>name a package, or give the text of a tag with --tag</source>
        <translation>ein Paket nennen oder den Text eines Tags mit --tag angeben</translation>
    </message>
    <message>
        <source>the release says no version</source>
        <translation>das Release nennt keine Version</translation>
    </message>
    <message>
        <source>Give one with --version.</source>
        <translation>Mit --version eine angeben.</translation>
    </message>
    <message>
        <source>a package of a release takes no other file</source>
        <translation>ein Paket aus einem Release nimmt keine andere Datei</translation>
    </message>
    <message>
        <source>give config_otau as a file or as --text, not both</source>
        <translation>config_otau als Datei oder als --text angeben, nicht beides</translation>
    </message>
    <message>
        <source>give a file with config_otau, or --file, --version and --name to make one, or --release</source>
        <translation>eine Datei mit config_otau angeben, oder --file, --version und --name, um eines zu machen, oder --release</translation>
    </message>
    <message>
        <source>say what to import: a folder, or --file or --release</source>
        <translation>sagen, was zu importieren ist: ein Ordner, oder --file oder --release</translation>
    </message>
    <message>
        <source>The text of config_otau itself, or of otau_info with it.</source>
        <translation>Der Text von config_otau selbst, oder von otau_info mit ihm.</translation>
    </message>
    <message>
        <source>A published release of the bench: its files are what is fetched.</source>
        <translation>Ein veröffentlichtes Release der Werkbank: seine Dateien werden geholt.</translation>
    </message>
    <message>
        <source>Which of its files. Without any: all but manifests.</source>
        <translation>Welche seiner Dateien. Ohne: alle außer Manifesten.</translation>
    </message>
    <message>
        <source>Without FILE: what shall run. By default the version of the release.</source>
        <translation>Ohne FILE: was laufen soll. Sonst die Version des Release.</translation>
    </message>
    <message>
        <source>Without FILE: what people call it. By default the id of the release.</source>
        <translation>Ohne FILE: wie Menschen es nennen. Sonst die id des Release.</translation>
    </message>
    <message>
        <source>Without FILE: more about it.</source>
        <translation>Ohne FILE: mehr darüber.</translation>
    </message>
    <message>
        <source>Where gateways reach this bench, for good. Without it the package follows the address that is served.</source>
        <translation>Wo Gateways diese Werkbank erreichen, dauerhaft. Ohne dies folgt das Paket der bedienten Adresse.</translation>
    </message>
    <message>
        <source>The text of otau_info that it would have; nothing needs to be stored.</source>
        <translation>Der Text von otau_info, den es hätte; nichts muss gespeichert sein.</translation>
    </message>
    <message>
        <source>Make a package of a config_otau, of a file or of a release that is to be installed.</source>
        <translation>Macht ein Paket aus einem config_otau, einer Datei oder einem Release, das installiert werden soll.</translation>
    </message>
    <message>
        <source>Import packages and content, as the vendor&apos;s command line uploads them.</source>
        <translation>Importiert Pakete und Inhalt, wie das Programm des Herstellers sie hochlädt.</translation>
    </message>
    <message>
        <source>In place of a folder: files.</source>
        <translation>Statt eines Ordners: Dateien.</translation>
    </message>
    <message>
        <source>In place of a folder: a published release, whose files become content.</source>
        <translation>Statt eines Ordners: ein veröffentlichtes Release, dessen Dateien zu Inhalt werden.</translation>
    </message>
    <message>
        <source>the key %1 has a password</source>
        <translation>der Schlüssel %1 hat ein Passwort</translation>
    </message>
    <message>
        <source>Give it with --password-file.</source>
        <translation>Mit --password-file angeben.</translation>
    </message>
    <message>
        <source>--lab-sign and --device-type go together</source>
        <translation>--lab-sign und --device-type gehören zusammen</translation>
    </message>
    <message>
        <source>With --lab-sign: for what type of device it is.</source>
        <translation>Mit --lab-sign: für welchen Gerätetyp es ist.</translation>
    </message>
    <message>
        <source>With --lab-sign: the number that has to rise with each release. By default the time, in milliseconds.</source>
        <translation>Mit --lab-sign: die Nummer, die mit jedem Release steigen muss. Ohne Angabe die Zeit in Millisekunden.</translation>
    </message>
    <message>
        <source>With --lab-sign: a file whose first line is the key&apos;s password.</source>
        <translation>Mit --lab-sign: eine Datei, deren erste Zeile das Passwort des Schlüssels ist.</translation>
    </message>
    <message>
        <source>Puts the lab header in front of each file, signed with this key of the bench; where config_otau is given, of the content of this bench that its payload names. It is a format of ours, for gateways that expect it.</source>
        <translation>Setzt den Laborkopf vor jede Datei, signiert mit diesem Schlüssel der Werkbank; wo config_otau angegeben ist, vor den Inhalt dieser Werkbank, den dessen Nutzlast nennt. Er ist ein eigenes Format, für Gateways, die ihn erwarten.</translation>
    </message>
</context>
<context>
    <name>PackageRow</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>applicable</source>
        <translation>anwendbar</translation>
    </message>
    <message>
        <source>It can be applied; look at the warnings first.</source>
        <translation>Es kann angewendet werden; zuerst die Warnungen ansehen.</translation>
    </message>
    <message>
        <source>It can be applied.</source>
        <translation>Es kann angewendet werden.</translation>
    </message>
</context>
<context>
    <name>PayloadCheck</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no answer within 10 s</source>
        <translation>keine Antwort binnen 10 s</translation>
    </message>
    <message>
        <source>what answers there is no HTTP server</source>
        <translation>was dort antwortet, ist kein HTTP-Server</translation>
    </message>
    <message>
        <source>it has %1 bytes there, the package says %2</source>
        <translation>es hat dort %1 Bytes, das Paket sagt %2</translation>
    </message>
    <message>
        <source>there</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>there, %1 bytes</source>
        <translation>vorhanden, %1 Bytes</translation>
    </message>
    <message>
        <source>%1: it says to look at %2</source>
        <translation>%1: es verweist auf %2</translation>
    </message>
    <message>
        <source>%1: it wants a credential and says nothing of the file</source>
        <translation>%1: es will Zugangsdaten und sagt nichts über die Datei</translation>
    </message>
    <message>
        <source>%1: it does not answer HEAD</source>
        <translation>%1: es antwortet nicht auf HEAD</translation>
    </message>
    <message>
        <source>the server answers %1</source>
        <translation>der Server antwortet %1</translation>
    </message>
    <message>
        <source>its certificate: %1</source>
        <translation>sein Zertifikat: %1</translation>
    </message>
    <message>
        <source>not asked: it is another machine&apos;s</source>
        <translation>nicht gefragt: es liegt auf einem anderen Rechner</translation>
    </message>
    <message>
        <source>Nothing is fetched by it</source>
        <translation>Dafür wird nichts geholt</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>ANSWER</source>
        <translation>ANTWORT</translation>
    </message>
    <message>
        <source>WHY</source>
        <translation>WARUM</translation>
    </message>
    <message>
        <source>Ask whether what a package fetches is there.</source>
        <translation>Fragt, ob da ist, was ein Paket holt.</translation>
    </message>
    <message>
        <source>One HEAD request for each URL. Only this machine is asked unless --others is given; redirections are told, not followed.</source>
        <translation>Eine HEAD-Anfrage je URL. Nur dieser Rechner wird gefragt, außer mit --others; Umleitungen werden genannt, nicht befolgt.</translation>
    </message>
    <message>
        <source>The package&apos;s id.</source>
        <translation>Die id des Pakets.</translation>
    </message>
    <message>
        <source>Other machines, too.</source>
        <translation>Auch andere Rechner.</translation>
    </message>
    <message>
        <source>`urls`, each with `verdict` (there, missing, differs, unknown, not-asked), `status` and `text`; exit status 1 when something is missing or differs.</source>
        <translation>`urls`, je mit `verdict` (there, missing, differs, unknown, not-asked), `status` und `text`; Exit-Status 1, wenn etwas fehlt oder abweicht.</translation>
    </message>
</context>
<context>
    <name>PayloadReach</name>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>%1 is empty: nothing was uploaded</source>
        <translation>%1 ist leer: nichts wurde hochgeladen</translation>
    </message>
    <message>
        <source>%1 has another SHA-256 than the package says</source>
        <translation>%1 hat einen anderen SHA-256, als das Paket sagt</translation>
    </message>
    <message>
        <source>%1 has %2 bytes, the package says %3</source>
        <translation>%1 hat %2 Bytes, das Paket sagt %3</translation>
    </message>
    <message>
        <source>here, %1, not served at this address now</source>
        <translation>hier, %1, jetzt nicht unter dieser Adresse bedient</translation>
    </message>
    <message>
        <source>here, %1</source>
        <translation>hier, %1</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>there</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>there is no content %1 on this bench</source>
        <translation>den Inhalt %1 gibt es auf dieser Werkbank nicht</translation>
    </message>
    <message>
        <source>nothing to fetch</source>
        <translation>nichts zu holen</translation>
    </message>
    <message>
        <source>not served</source>
        <translation>nicht bedient</translation>
    </message>
</context>
<context>
    <name>Printer</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>PskStore</name>
    <message>
        <source>line %1 is not IDENTITY:HEX</source>
        <translation>Zeile %1 ist nicht IDENTITÄT:HEX</translation>
    </message>
    <message>
        <source>Take the line out of the file, or the whole file away.</source>
        <translation>Die Zeile aus der Datei nehmen, oder die ganze Datei weg.</translation>
    </message>
    <message>
        <source>an identity is a word without spaces around it and without control characters</source>
        <translation>eine Identität ist ein Wort ohne Leerzeichen darum und ohne Steuerzeichen</translation>
    </message>
    <message>
        <source>there is a key of &quot;%1&quot; already</source>
        <translation>es gibt schon einen Schlüssel von „%1“</translation>
    </message>
    <message>
        <source>Remove it first, or choose another identity.</source>
        <translation>Diesen erst entfernen, oder eine andere Identität wählen.</translation>
    </message>
    <message>
        <source>a bench has at most %1 identities</source>
        <translation>eine Werkbank hat höchstens %1 Identitäten</translation>
    </message>
    <message>
        <source>there is no identity &quot;%1&quot;</source>
        <translation>es gibt keine Identität „%1“</translation>
    </message>
    <message>
        <source>There is none at all.</source>
        <translation>Es gibt überhaupt keine.</translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation>Es gibt %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1…, %n bytes</source>
        <translation>
            <numerusform>%1…, ein Byte</numerusform>
            <numerusform>%1…, %n Bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PublishCheck</name>
    <message>
        <source>%1 is no SUIT envelope: it is published as it is, and a board will refuse it.</source>
        <translation>%1 ist kein SUIT-Envelope: es wird veröffentlicht, wie es ist, und ein Board wird es ablehnen.</translation>
    </message>
    <message>
        <source>%1 is refused (%2): %3</source>
        <translation>%1 wird abgelehnt (%2): %3</translation>
    </message>
    <message>
        <source>For a negative test publish it with allow-invalid.</source>
        <translation>Für einen Negativtest mit allow-invalid veröffentlichen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1: %2 (%3)</translation>
    </message>
</context>
<context>
    <name>PublishForm</name>
    <message>
        <source>A release has at most %1 files.</source>
        <translation>Ein Release hat höchstens %1 Dateien.</translation>
    </message>
</context>
<context>
    <name>QrEncoder</name>
    <message>
        <source>%1 bytes are too many for a QR code; it takes 2331</source>
        <translation>%1 Bytes sind zu viel für einen QR-Code; er nimmt 2331</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>%1, %n to look at</source>
        <translation>
            <numerusform>%1, %n braucht einen Blick</numerusform>
            <numerusform>%1, %n brauchen einen Blick</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RawStreams</name>
    <message>
        <source>the raw stream ends before byte %1</source>
        <translation>der Rohstrom endet vor Byte %1</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>not newer than what runs</source>
        <translation>nicht neuer als das, was läuft</translation>
    </message>
    <message>
        <source>the same version runs already</source>
        <translation>dieselbe Version läuft schon</translation>
    </message>
    <message>
        <source>made for another device</source>
        <translation>für ein anderes Gerät gemacht</translation>
    </message>
    <message>
        <source>made for the other slot</source>
        <translation>für den anderen Slot gemacht</translation>
    </message>
    <message>
        <source>made for another base version</source>
        <translation>für eine andere Ausgangsversion gemacht</translation>
    </message>
    <message>
        <source>the signature was not accepted</source>
        <translation>die Signatur wurde nicht angenommen</translation>
    </message>
    <message>
        <source>the key is not trusted</source>
        <translation>dem Schlüssel wird nicht getraut</translation>
    </message>
    <message>
        <source>the algorithm is not supported</source>
        <translation>das Verfahren wird nicht unterstützt</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>the digest does not match</source>
        <translation>der Digest stimmt nicht</translation>
    </message>
    <message>
        <source>the size is wrong</source>
        <translation>die Größe ist falsch</translation>
    </message>
    <message>
        <source>the form is wrong</source>
        <translation>die Form ist falsch</translation>
    </message>
    <message>
        <source>not enough space</source>
        <translation>nicht genug Platz</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>not authorised</source>
        <translation>nicht berechtigt</translation>
    </message>
    <message>
        <source>a network fault</source>
        <translation>ein Netzwerkfehler</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort innerhalb der Frist</translation>
    </message>
    <message>
        <source>the secure connection failed</source>
        <translation>die sichere Verbindung ist gescheitert</translation>
    </message>
    <message>
        <source>a redirect was not followed</source>
        <translation>einer Umleitung wurde nicht gefolgt</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>waiting for the user&apos;s consent</source>
        <translation>wartet auf die Zustimmung des Benutzers</translation>
    </message>
    <message>
        <source>the power was cut</source>
        <translation>der Strom wurde unterbrochen</translation>
    </message>
    <message>
        <source>ended by a person</source>
        <translation>von einem Menschen beendet</translation>
    </message>
    <message>
        <source>the new software did not boot</source>
        <translation>die neue Software startete nicht</translation>
    </message>
    <message>
        <source>the new software is not healthy</source>
        <translation>die neue Software ist nicht gesund</translation>
    </message>
    <message>
        <source>installed, but the old software runs</source>
        <translation>installiert, aber die alte Software läuft</translation>
    </message>
    <message>
        <source>the same update again and again</source>
        <translation>dasselbe Update immer wieder</translation>
    </message>
    <message>
        <source>the provider has gone</source>
        <translation>der Provider ist fort</translation>
    </message>
    <message>
        <source>sysupgrade is not there</source>
        <translation>sysupgrade ist nicht da</translation>
    </message>
    <message>
        <source>the path is too long</source>
        <translation>der Pfad ist zu lang</translation>
    </message>
    <message>
        <source>an internal fault of the device</source>
        <translation>ein innerer Fehler des Geräts</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund genannt</translation>
    </message>
    <message>
        <source>HTTP status %1</source>
        <translation>HTTP-Status %1</translation>
    </message>
    <message>
        <source>CoAP answer %1</source>
        <translation>CoAP-Antwort %1</translation>
    </message>
</context>
<context>
    <name>Release</name>
    <message>
        <source>%1 is empty</source>
        <translation>%1 ist leer</translation>
    </message>
    <message>
        <source>%1 has a control character</source>
        <translation>%1 hat ein Steuerzeichen</translation>
    </message>
    <message>
        <source>%1 can not be &quot;%2&quot;</source>
        <translation>%1 kann nicht „%2“ sein</translation>
    </message>
    <message>
        <source>%1 has %2 bytes, at most %3 are allowed</source>
        <translation>%1 hat %2 Bytes, erlaubt sind höchstens %3</translation>
    </message>
    <message>
        <source>the release id</source>
        <translation>die Kennung des Releases</translation>
    </message>
    <message>
        <source>the name of a file</source>
        <translation>der Name einer Datei</translation>
    </message>
</context>
<context>
    <name>ReleaseCompare</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Not both have a manifest; only the files were compared.</source>
        <translation>Nicht beide haben ein Manifest; nur die Dateien wurden verglichen.</translation>
    </message>
    <message>
        <source>All %1 fields of the manifests are the same.</source>
        <translation>Alle %1 Felder der Manifeste sind gleich.</translation>
    </message>
    <message>
        <source>%1 other fields are the same.</source>
        <translation>%1 weitere Felder sind gleich.</translation>
    </message>
    <message>
        <source>publication %1 of %2 is not kept</source>
        <translation>Veröffentlichung %1 von %2 ist nicht aufgehoben</translation>
    </message>
    <message>
        <source>only in the second, %1</source>
        <translation>nur im zweiten, %1</translation>
    </message>
    <message>
        <source>only in the first, %1</source>
        <translation>nur im ersten, %1</translation>
    </message>
    <message>
        <source>the same, %1</source>
        <translation>gleich, %1</translation>
    </message>
    <message>
        <source>%1 → %2; %3 of %4 blocks of 1 KiB differ at their place (%5); %6 of the second are nowhere in the first, counted in such blocks at any place</source>
        <translation>%1 → %2; %3 von %4 Blöcken zu 1 KiB unterscheiden sich an ihrer Stelle (%5); %6 des zweiten stehen nirgends im ersten, in solchen Blöcken an jeder Stelle gezählt</translation>
    </message>
    <message>
        <source>Compares two releases: manifests field by field, files by their bytes.</source>
        <translation>Vergleicht zwei Releases: Manifeste Feld für Feld, Dateien nach ihren Bytes.</translation>
    </message>
    <message>
        <source>Of a file that differs two figures are told: how many blocks of 1 KiB differ at their place, and how many bytes of the second file no block of the first covers wherever it stands, which is what rsync would send. Neither is the size of a compressed patch.</source>
        <translation>Von einer Datei, die sich unterscheidet, werden zwei Zahlen genannt: wie viele Blöcke zu 1 KiB sich an ihrer Stelle unterscheiden, und wie viele Bytes der zweiten Datei kein Block der ersten deckt, wo auch immer er steht; das würde rsync senden. Keine davon ist die Größe eines gepackten Patches.</translation>
    </message>
    <message>
        <source>A release; draft:ID is its draft, ID@N its publication N.</source>
        <translation>Ein Release; draft:ID ist sein Entwurf, ID@N seine Veröffentlichung N.</translation>
    </message>
    <message>
        <source>The release it is compared with, written likewise.</source>
        <translation>Das Release, mit dem verglichen wird, ebenso geschrieben.</translation>
    </message>
    <message>
        <source>a, b, fields: path, a, b; equal-fields; files with sizes, digests and differences</source>
        <translation>a, b, fields: path, a, b; equal-fields; Dateien mit Größen, Digests und Unterschieden</translation>
    </message>
</context>
<context>
    <name>ReleaseDetails</name>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>by %1, trusted</source>
        <translation>von %1, vertraut</translation>
    </message>
    <message>
        <source>no board takes it like this</source>
        <translation>so nimmt es kein Board</translation>
    </message>
</context>
<context>
    <name>ReleaseImport</name>
    <message>
        <source>this is not a file</source>
        <translation>dies ist keine Datei</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>es gibt keine solche Datei</translation>
    </message>
    <message>
        <source>two files have the name &quot;%1&quot;</source>
        <translation>zwei Dateien heißen „%1“</translation>
    </message>
    <message>
        <source>Give one of them another name: NAME=FILE.</source>
        <translation>Einer davon einen anderen Namen geben: NAME=FILE.</translation>
    </message>
</context>
<context>
    <name>ReleaseOperations</name>
    <message>
        <source>The id under which the release is published.</source>
        <translation>Die Kennung, unter der das Release veröffentlicht wird.</translation>
    </message>
    <message>
        <source>A file, with the name it gets in the release when that is not its own.</source>
        <translation>Eine Datei, mit ihrem Namen im Release, wenn das nicht der eigene ist.</translation>
    </message>
    <message>
        <source>The world whose rules the release follows.</source>
        <translation>Die Welt, deren Regeln das Release folgt.</translation>
    </message>
    <message>
        <source>The version to show; by default what the manifest or a file&apos;s name says.</source>
        <translation>Die angezeigte Version; sonst, was das Manifest oder der Name einer Datei sagt.</translation>
    </message>
    <message>
        <source>Publish manifests of bad form too: for negative tests.</source>
        <translation>Auch Manifeste schlechter Form veröffentlichen: für Negativtests.</translation>
    </message>
    <message>
        <source>  FILE</source>
        <translation>  DATEI</translation>
    </message>
    <message>
        <source>SIZE</source>
        <translation>GRÖSSE</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>ROLLE</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>VERSION</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
    <message>
        <source>, version %1</source>
        <translation>, Version %1</translation>
    </message>
    <message>
        <source>, sequence %1</source>
        <translation>, Sequenz %1</translation>
    </message>
    <message>
        <source>Published %1</source>
        <translation>%1 veröffentlicht</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>no file is named, and there is no draft of &quot;%1&quot;</source>
        <translation>keine Datei ist genannt, und es gibt keinen Entwurf von „%1“</translation>
    </message>
    <message>
        <source>Name the files: otaw release publish ID [NAME=]FILE…</source>
        <translation>Die Dateien nennen: otaw release publish ID [NAME=]FILE…</translation>
    </message>
    <message>
        <source>Prepared %1; not served yet: otaw release publish %2</source>
        <translation>%1 vorbereitet; noch nicht angeboten: otaw release publish %2</translation>
    </message>
    <message>
        <source>No releases. otaw release publish ID FILE… publishes one.</source>
        <translation>Keine Releases. otaw release publish ID FILE… veröffentlicht eines.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>KENNUNG</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>SEQUENCE</source>
        <translation>SEQUENZ</translation>
    </message>
    <message>
        <source>FILES</source>
        <translation>DATEIEN</translation>
    </message>
    <message>
        <source>MADE</source>
        <translation>ERSTELLT</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Generation</translation>
    </message>
    <message>
        <source>Kept generations</source>
        <translation>Aufbewahrte Generationen</translation>
    </message>
    <message>
        <source>Last sequence</source>
        <translation>Letzte Sequenz</translation>
    </message>
    <message>
        <source>--draft and --version can not be given together</source>
        <translation>--draft und --version gehen nicht zusammen</translation>
    </message>
    <message>
        <source>Removed version %1 of %2: %3</source>
        <translation>Version %1 von %2 entfernt: %3</translation>
    </message>
    <message>
        <source>Removed the draft of %1</source>
        <translation>Entwurf von %1 entfernt</translation>
    </message>
    <message>
        <source>Removed %1</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>Keep the release&apos;s files of other names, rather than replace it as a whole.</source>
        <translation>Die Dateien des Releases mit anderen Namen behalten, statt es als Ganzes zu ersetzen.</translation>
    </message>
    <message>
        <source>Take away only the files of exactly this version.</source>
        <translation>Nur die Dateien genau dieser Version wegnehmen.</translation>
    </message>
    <message>
        <source>Take away only the draft.</source>
        <translation>Nur den Entwurf wegnehmen.</translation>
    </message>
    <message>
        <source>Publish files under an id, or the draft that was prepared.</source>
        <translation>Veröffentlicht Dateien unter einer Kennung oder den vorbereiteten Entwurf.</translation>
    </message>
    <message>
        <source>What is served under the id is replaced at once and as a whole; a board in the middle of a transfer gets the old bytes to their end. Where otaw serve runs on the same bench, that process publishes.</source>
        <translation>Was unter der Kennung angeboten wird, wird sofort und als Ganzes ersetzt; ein Board mitten in einer Übertragung bekommt die alten Bytes bis zu ihrem Ende. Wo otaw serve auf derselben Werkbank läuft, veröffentlicht jener Prozess.</translation>
    </message>
    <message>
        <source>The release with its files, digests and warnings.</source>
        <translation>Das Release mit seinen Dateien, Digests und Warnungen.</translation>
    </message>
    <message>
        <source>Prepare a release without serving it.</source>
        <translation>Bereitet ein Release vor, ohne es anzubieten.</translation>
    </message>
    <message>
        <source>release.publish with the same id and no file publishes it.</source>
        <translation>release.publish mit derselben Kennung und ohne Datei veröffentlicht es.</translation>
    </message>
    <message>
        <source>The draft with its files and digests.</source>
        <translation>Der Entwurf mit seinen Dateien und Digests.</translation>
    </message>
    <message>
        <source>List the releases and drafts of the bench.</source>
        <translation>Listet die Releases und Entwürfe der Werkbank.</translation>
    </message>
    <message>
        <source>`releases` and `drafts`, each with its files.</source>
        <translation>`releases` und `drafts`, jedes mit seinen Dateien.</translation>
    </message>
    <message>
        <source>Show a release with its files, other names and history.</source>
        <translation>Zeigt ein Release mit Dateien, anderen Namen und Vorgeschichte.</translation>
    </message>
    <message>
        <source>Show the draft rather than what is served.</source>
        <translation>Den Entwurf zeigen statt dessen, was angeboten wird.</translation>
    </message>
    <message>
        <source>The release, its history and the last sequence number.</source>
        <translation>Das Release, seine Vorgeschichte und die letzte Sequenznummer.</translation>
    </message>
    <message>
        <source>Take a release away, or one version of it.</source>
        <translation>Nimmt ein Release weg oder eine Version davon.</translation>
    </message>
    <message>
        <source>Its paths answer &quot;not found&quot; at once. The last sequence number stays known, since boards remember it too.</source>
        <translation>Seine Pfade antworten sofort „not found“. Die letzte Sequenznummer bleibt bekannt, denn auch Boards merken sie sich.</translation>
    </message>
    <message>
        <source>The id and, with a version, the names of the files.</source>
        <translation>Die Kennung und, bei einer Version, die Namen der Dateien.</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Schreibt %1</translation>
    </message>
    <message>
        <source>the directory can not be made</source>
        <translation>das Verzeichnis lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>the release %1 has no such file</source>
        <translation>das Release %1 hat keine solche Datei</translation>
    </message>
    <message>
        <source>Wrote %1: %2</source>
        <translation>%1 geschrieben: %2</translation>
    </message>
    <message>
        <source>One file of it, by its name, another name it has, or its role; without it all of them.</source>
        <translation>Eine Datei daraus, nach ihrem Namen, einem anderen Namen, den sie hat, oder ihrer Rolle; ohne das alle.</translation>
    </message>
    <message>
        <source>The file to write; for all files the directory, made when it is not there.</source>
        <translation>Die Datei, die geschrieben wird; für alle Dateien das Verzeichnis, das angelegt wird, wenn es fehlt.</translation>
    </message>
    <message>
        <source>The files of the draft.</source>
        <translation>Die Dateien des Entwurfs.</translation>
    </message>
    <message>
        <source>Write files of a release to the disk.</source>
        <translation>Schreibt Dateien eines Releases auf die Platte.</translation>
    </message>
    <message>
        <source>A file that is there is replaced.</source>
        <translation>Eine Datei, die schon da ist, wird ersetzt.</translation>
    </message>
    <message>
        <source>`files`: name, path, size, sha256 of each.</source>
        <translation>`files`: name, path, size, sha256 von jeder.</translation>
    </message>
</context>
<context>
    <name>ReleasePreview</name>
    <message>
        <source>The release is served under …%1, and the manifest sends boards to %2.</source>
        <translation>Das Release wird unter …%1 ausgeliefert, und das Manifest schickt Boards nach %2.</translation>
    </message>
    <message>
        <source>This is an address of this machine: virtual boards reach it, others do not.</source>
        <translation>Das ist eine Adresse dieses Rechners: virtuelle Boards erreichen sie, andere nicht.</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 von %2 Bytes</translation>
    </message>
    <message>
        <source>greater than the last one, %1</source>
        <translation>größer als die letzte, %1</translation>
    </message>
    <message>
        <source>the first one of this id</source>
        <translation>die erste dieser Kennung</translation>
    </message>
    <message>
        <source>of the key &apos;%1&apos; there is only the public half: it can not sign</source>
        <translation>vom Schlüssel „%1“ gibt es nur die öffentliche Hälfte: er kann nicht signieren</translation>
    </message>
    <message>
        <source>%1 blocks of %2 bytes, about %3 s</source>
        <translation>%1 Blöcke zu %2 Bytes, etwa %3 s</translation>
    </message>
    <message>
        <source>%1 blocks of %2 bytes, about %3 min</source>
        <translation>%1 Blöcke zu %2 Bytes, etwa %3 min</translation>
    </message>
    <message>
        <source>There is no signature; no board takes it.</source>
        <translation>Es gibt keine Signatur; kein Board nimmt es.</translation>
    </message>
    <message>
        <source>Check the signature against the keys in its firmware</source>
        <translation>Die Signatur gegen die Schlüssel der eigenen Firmware prüfen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Compare vendor and class with its own</source>
        <translation>Hersteller und Klasse mit den eigenen vergleichen</translation>
    </message>
    <message>
        <source>Take the slot that is not running</source>
        <translation>Den Slot nehmen, der nicht läuft</translation>
    </message>
    <message>
        <source>by offset</source>
        <translation>nach Offset</translation>
    </message>
    <message>
        <source>Compare the offset with its free slot</source>
        <translation>Den Offset mit dem freien Slot vergleichen</translation>
    </message>
    <message>
        <source>Fetch %1</source>
        <translation>%1 holen</translation>
    </message>
    <message>
        <source>Compare the SHA-256 of what was written</source>
        <translation>Den SHA-256 dessen vergleichen, was geschrieben wurde</translation>
    </message>
    <message>
        <source>Complete the header of sequence number %1 and reboot</source>
        <translation>Den Kopf mit Sequenznummer %1 fertigstellen und neu starten</translation>
    </message>
    <message>
        <source>Store sequence number %1</source>
        <translation>Sequenznummer %1 speichern</translation>
    </message>
    <message>
        <source>What is published under this id is for the vendor %1; its boards refuse this one.</source>
        <translation>Was unter dieser Kennung veröffentlicht ist, ist für den Hersteller %1; dessen Boards weisen dieses ab.</translation>
    </message>
    <message>
        <source>What is published under this id is for the class %1; its boards refuse this one.</source>
        <translation>Was unter dieser Kennung veröffentlicht ist, ist für die Klasse %1; deren Boards weisen dieses ab.</translation>
    </message>
</context>
<context>
    <name>ReleaseStore</name>
    <message>
        <source>there is no release &quot;%1&quot;</source>
        <translation>es gibt kein Release „%1“</translation>
    </message>
    <message>
        <source>otaw release list shows what there is.</source>
        <translation>otaw release list zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>a release needs at least one file</source>
        <translation>ein Release braucht mindestens eine Datei</translation>
    </message>
    <message>
        <source>%1 files are too many, at most %2 are published at once</source>
        <translation>%1 Dateien sind zu viele, höchstens %2 werden auf einmal veröffentlicht</translation>
    </message>
    <message>
        <source>two files have the name &quot;%1&quot;</source>
        <translation>zwei Dateien heißen „%1“</translation>
    </message>
    <message>
        <source>The manifest&apos;s sequence number goes down from %1 to %2: boards that have the higher one refuse it.</source>
        <translation>Die Sequenznummer des Manifests fällt von %1 auf %2: Boards mit der höheren lehnen es ab.</translation>
    </message>
    <message>
        <source>the release would have %1 files, at most %2 are allowed</source>
        <translation>das Release hätte %1 Dateien, erlaubt sind höchstens %2</translation>
    </message>
    <message>
        <source>Remove versions that are not needed any more.</source>
        <translation>Versionen entfernen, die nicht mehr gebraucht werden.</translation>
    </message>
    <message>
        <source>the release &quot;%1&quot; has no file of version &quot;%2&quot;</source>
        <translation>das Release „%1“ hat keine Datei der Version „%2“</translation>
    </message>
    <message>
        <source>there is no draft of a release &quot;%1&quot;</source>
        <translation>es gibt keinen Entwurf eines Releases „%1“</translation>
    </message>
    <message>
        <source>otaw release add prepares one.</source>
        <translation>otaw release add bereitet einen vor.</translation>
    </message>
    <message>
        <source>the release &quot;%1&quot; has no file &quot;%2&quot;</source>
        <translation>das Release „%1“ hat keine Datei „%2“</translation>
    </message>
</context>
<context>
    <name>RiotDevice</name>
    <message>
        <source>the board&apos;s directory can not be made</source>
        <translation>das Verzeichnis des Boards lässt sich nicht anlegen</translation>
    </message>
</context>
<context>
    <name>RiotJson</name>
    <message>
        <source>manifest-version is not 1</source>
        <translation>manifest-version ist nicht 1</translation>
    </message>
    <message>
        <source>components is not a list</source>
        <translation>components ist keine Liste</translation>
    </message>
    <message>
        <source>&apos;%1&apos; can not be taken over</source>
        <translation>„%1“ lässt sich nicht übernehmen</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>Bekannt sind: %1.</translation>
    </message>
    <message>
        <source>%1 is not a number from 0</source>
        <translation>%1 ist keine Zahl ab 0</translation>
    </message>
    <message>
        <source>a component has neither a file nor an install-digest of sha256</source>
        <translation>eine Komponente hat weder eine Datei noch ein install-digest mit sha256</translation>
    </message>
    <message>
        <source>this is no JSON object: %1</source>
        <translation>dies ist kein JSON-Objekt: %1</translation>
    </message>
    <message>
        <source>%1 is not a list of texts</source>
        <translation>%1 ist keine Liste von Texten</translation>
    </message>
    <message>
        <source>%1 is no digest of sha256</source>
        <translation>%1 ist kein Digest von sha256</translation>
    </message>
</context>
<context>
    <name>RiotMapper</name>
    <message>
        <source>told to fetch %1 while it works</source>
        <translation>soll %1 laden, während es arbeitet</translation>
    </message>
    <message>
        <source>told to fetch %1</source>
        <translation>soll %1 laden</translation>
    </message>
    <message>
        <source>the SUIT worker starts</source>
        <translation>der SUIT-Worker beginnt</translation>
    </message>
    <message>
        <source>fetches the manifest %1</source>
        <translation>lädt das Manifest %1</translation>
    </message>
    <message>
        <source>got a manifest of %1 bytes</source>
        <translation>bekam ein Manifest von %1 Bytes</translation>
    </message>
    <message>
        <source>could not get the manifest</source>
        <translation>bekam das Manifest nicht</translation>
    </message>
    <message>
        <source>does not know this kind of URL</source>
        <translation>kennt diese Art von URL nicht</translation>
    </message>
    <message>
        <source>verifies the manifest&apos;s signature</source>
        <translation>prüft die Signatur des Manifests</translation>
    </message>
    <message>
        <source>the signature is not valid for its key</source>
        <translation>die Signatur gilt nicht für seinen Schlüssel</translation>
    </message>
    <message>
        <source>the manifest does not have the digest that was signed</source>
        <translation>das Manifest hat nicht den signierten Digest</translation>
    </message>
    <message>
        <source>the manifest has version 1</source>
        <translation>das Manifest hat Version 1</translation>
    </message>
    <message>
        <source>sequence number %1 is offered, %2 is stored</source>
        <translation>Sequenznummer %1 ist angeboten, %2 gespeichert</translation>
    </message>
    <message>
        <source>the sequence number is newer</source>
        <translation>die Sequenznummer ist neuer</translation>
    </message>
    <message>
        <source>the sequence number is not newer</source>
        <translation>die Sequenznummer ist nicht neuer</translation>
    </message>
    <message>
        <source>component &apos;%1&apos;</source>
        <translation>Komponente „%1“</translation>
    </message>
    <message>
        <source>has no storage for this component</source>
        <translation>hat keinen Speicher für diese Komponente</translation>
    </message>
    <message>
        <source>more components than the %1 it can take</source>
        <translation>mehr Komponenten als die %1, die es nimmt</translation>
    </message>
    <message>
        <source>compares offset %1</source>
        <translation>vergleicht den Offset %1</translation>
    </message>
    <message>
        <source>made for another offset</source>
        <translation>für einen anderen Offset gemacht</translation>
    </message>
    <message>
        <source>identifier %1 as in the manifest</source>
        <translation>Kennung %1 wie im Manifest</translation>
    </message>
    <message>
        <source>identifier %1, the manifest is for %2</source>
        <translation>Kennung %1, das Manifest ist für %2</translation>
    </message>
    <message>
        <source>the vendor fits</source>
        <translation>der Hersteller passt</translation>
    </message>
    <message>
        <source>the class fits</source>
        <translation>die Klasse passt</translation>
    </message>
    <message>
        <source>the manifest is accepted</source>
        <translation>das Manifest ist angenommen</translation>
    </message>
    <message>
        <source>the manifest lacks conditions that must be there</source>
        <translation>dem Manifest fehlen Bedingungen, die da sein müssen</translation>
    </message>
    <message>
        <source>could not open its storage</source>
        <translation>konnte seinen Speicher nicht öffnen</translation>
    </message>
    <message>
        <source>writes to slot %1</source>
        <translation>schreibt in Slot %1</translation>
    </message>
    <message>
        <source>flashing is complete</source>
        <translation>das Flashen ist fertig</translation>
    </message>
    <message>
        <source>writing to flash failed</source>
        <translation>das Schreiben in den Flash scheiterte</translation>
    </message>
    <message>
        <source>fetches the payload, %1 %</source>
        <translation>lädt die Nutzdaten, %1 %</translation>
    </message>
    <message>
        <source>got %1 bytes of a payload of %2</source>
        <translation>bekam %1 Bytes von Nutzdaten mit %2</translation>
    </message>
    <message>
        <source>could not fetch %1</source>
        <translation>konnte %1 nicht laden</translation>
    </message>
    <message>
        <source>has stored the payload</source>
        <translation>hat die Nutzdaten gespeichert</translation>
    </message>
    <message>
        <source>checks the installed image&apos;s digest</source>
        <translation>prüft den Digest des installierten Abbilds</translation>
    </message>
    <message>
        <source>checks the image&apos;s digest</source>
        <translation>prüft den Digest des Abbilds</translation>
    </message>
    <message>
        <source>the image does not have the manifest&apos;s digest; it is erased</source>
        <translation>das Abbild hat nicht den Digest des Manifests; es wird gelöscht</translation>
    </message>
    <message>
        <source>installs the image</source>
        <translation>installiert das Abbild</translation>
    </message>
    <message>
        <source>stored sequence number %1</source>
        <translation>Sequenznummer %1 gespeichert</translation>
    </message>
    <message>
        <source>the installed image is in order</source>
        <translation>das installierte Abbild ist in Ordnung</translation>
    </message>
    <message>
        <source>reports that the update was successful</source>
        <translation>meldet, dass das Update gelang</translation>
    </message>
    <message>
        <source>reports success, but has installed nothing</source>
        <translation>meldet Erfolg, hat aber nichts installiert</translation>
    </message>
    <message>
        <source>gives up: %1</source>
        <translation>gibt auf: %1</translation>
    </message>
    <message>
        <source>reports that the update failed</source>
        <translation>meldet, dass das Update gescheitert ist</translation>
    </message>
    <message>
        <source>runs from slot %1</source>
        <translation>läuft aus Slot %1</translation>
    </message>
    <message>
        <source>runs from slot %1, the new one</source>
        <translation>läuft aus Slot %1, dem neuen</translation>
    </message>
    <message>
        <source>runs from slot %1, the old one</source>
        <translation>läuft aus Slot %1, dem alten</translation>
    </message>
    <message>
        <source>the worker is busy: the trigger is ignored</source>
        <translation>der Worker ist beschäftigt: der Anstoß wird nicht beachtet</translation>
    </message>
    <message>
        <source>reboots</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>kernel panic</source>
        <translation>Kernel-Panik</translation>
    </message>
    <message>
        <source>RIOT %1 starts</source>
        <translation>RIOT %1 startet</translation>
    </message>
    <message>
        <source>has written image version %1</source>
        <translation>hat Abbildversion %1 geschrieben</translation>
    </message>
    <message>
        <source>runs image version %1</source>
        <translation>läuft mit Abbildversion %1</translation>
    </message>
    <message>
        <source>sequence number %1</source>
        <translation>Sequenznummer %1</translation>
    </message>
</context>
<context>
    <name>RiotRecorder</name>
    <message>
        <source>the board took %1 for the URL; %2 was sent: its handler reads past the end of the message unless a NUL byte follows</source>
        <translation>das Board hielt %1 für die URL; gesendet war %2: seine Bearbeitung liest über das Ende der Nachricht hinaus, wenn kein NUL-Byte folgt</translation>
    </message>
</context>
<context>
    <name>Riotboot</name>
    <message>
        <source>a header of %1 bytes; 16 to %2 in steps of 4 are possible</source>
        <translation>ein Kopf von %1 Bytes; möglich sind 16 bis %2 in Schritten von 4</translation>
    </message>
    <message>
        <source>RIOT has 256, on Cortex-M3, M4 and M7 1024.</source>
        <translation>RIOT hat 256, auf Cortex-M3, M4 und M7 1024.</translation>
    </message>
</context>
<context>
    <name>RiotbootOperations</name>
    <message>
        <source>the start address</source>
        <translation>die Startadresse</translation>
    </message>
    <message>
        <source>the header&apos;s length</source>
        <translation>die Länge des Kopfs</translation>
    </message>
    <message>
        <source>the version %1 does not fit 32 bits</source>
        <translation>die Version %1 passt nicht in 32 Bit</translation>
    </message>
    <message>
        <source>The image begins with a riotboot header already; now it has two.</source>
        <translation>Das Abbild beginnt schon mit einem riotboot-Kopf; jetzt hat es zwei.</translation>
    </message>
    <message>
        <source>The start address %1 is below the header&apos;s length: it is that of the image, behind the header.</source>
        <translation>Die Startadresse %1 liegt unter der Länge des Kopfs: es ist die des Abbilds hinter dem Kopf.</translation>
    </message>
    <message>
        <source>Wrote %1: version %2, starts at %3, %4 bytes.</source>
        <translation>%1 geschrieben: Version %2, beginnt bei %3, %4 Bytes.</translation>
    </message>
    <message>
        <source>%1: truncated – %2 bytes, a header has 16</source>
        <translation>%1: abgeschnitten – %2 Bytes, ein Kopf hat 16</translation>
    </message>
    <message>
        <source>%1: magic – it does not begin with RIOT</source>
        <translation>%1: Kennzeichen – es beginnt nicht mit RIOT</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Image starts at</source>
        <translation>Abbild beginnt bei</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>%1, should be %2</source>
        <translation>%1, sollte %2 sein</translation>
    </message>
    <message>
        <source>The image file.</source>
        <translation>Die Abbilddatei.</translation>
    </message>
    <message>
        <source>Puts RIOT&apos;s boot header in front of an image.</source>
        <translation>Setzt den Bootkopf von RIOT vor ein Abbild.</translation>
    </message>
    <message>
        <source>The start address is that of the image behind the header: start of the flash + offset of the slot + length of the header. The boot loader takes the valid slot with the highest version.</source>
        <translation>Die Startadresse ist die des Abbilds hinter dem Kopf: Beginn des Flash + Offset des Slots + Länge des Kopfs. Der Bootloader nimmt den gültigen Slot mit der höchsten Version.</translation>
    </message>
    <message>
        <source>The version, equal to the manifest&apos;s sequence number; without it the seconds since 1970.</source>
        <translation>Die Version, gleich der Sequenznummer des Manifests; ohne sie die Sekunden seit 1970.</translation>
    </message>
    <message>
        <source>Where the image starts, decimal or 0x….</source>
        <translation>Wo das Abbild beginnt, dezimal oder 0x….</translation>
    </message>
    <message>
        <source>Bytes of the header: 0x100 by default and on Cortex-M0, 0x400 on M3, M4 and M7, 0x800 on M23 and M33.</source>
        <translation>Bytes des Kopfs: 0x100 als Vorgabe und auf Cortex-M0, 0x400 auf M3, M4 und M7, 0x800 auf M23 und M33.</translation>
    </message>
    <message>
        <source>The file to write.</source>
        <translation>Die zu schreibende Datei.</translation>
    </message>
    <message>
        <source>version, start, file, bytes, warnings</source>
        <translation>version, start, file, bytes, warnings</translation>
    </message>
    <message>
        <source>Reads and checks the boot header of an image.</source>
        <translation>Liest und prüft den Bootkopf eines Abbilds.</translation>
    </message>
    <message>
        <source>file, verdict (ok, truncated, magic, checksum), version, start, checksum</source>
        <translation>file, verdict (ok, truncated, magic, checksum), version, start, checksum</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>the device&apos;s report</source>
        <translation>die Meldung des Geräts</translation>
    </message>
    <message>
        <source>our server</source>
        <translation>unser Server</translation>
    </message>
    <message>
        <source>the controller</source>
        <translation>die Steuerung</translation>
    </message>
    <message>
        <source>console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>the workbench</source>
        <translation>die Werkbank</translation>
    </message>
    <message>
        <source>a checker</source>
        <translation>ein Prüfer</translation>
    </message>
    <message>
        <source>the update</source>
        <translation>das Update</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>es wurde kein Grund genannt</translation>
    </message>
    <message>
        <source>installed at %1 (%2)</source>
        <translation>installiert um %1 (%2)</translation>
    </message>
    <message>
        <source>all bytes were sent by %1 (%2)</source>
        <translation>alle Bytes waren um %1 gesendet (%2)</translation>
    </message>
    <message>
        <source>last seen %1, %2 %</source>
        <translation>zuletzt gesehen %1, %2 %</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>zuletzt gesehen %1</translation>
    </message>
    <message>
        <source>the device did nothing that could be seen</source>
        <translation>das Gerät tat nichts, was zu sehen war</translation>
    </message>
    <message>
        <source>what runs now is not known</source>
        <translation>was jetzt läuft, ist nicht bekannt</translation>
    </message>
    <message>
        <source>version %1 runs</source>
        <translation>Version %1 läuft</translation>
    </message>
    <message>
        <source>Waiting for the device: nothing was seen yet.</source>
        <translation>Wartet auf das Gerät: bisher war nichts zu sehen.</translation>
    </message>
    <message>
        <source>Under way to %1: %2; waiting for what the device does next.</source>
        <translation>Unterwegs zu %1: %2; wartet, was das Gerät als Nächstes tut.</translation>
    </message>
    <message>
        <source>Under way to %1: %2, %3 %.</source>
        <translation>Unterwegs zu %1: %2, %3 %.</translation>
    </message>
    <message>
        <source>Under way to %1: %2.</source>
        <translation>Unterwegs zu %1: %2.</translation>
    </message>
    <message>
        <source>Done at %1: %2.</source>
        <translation>Fertig um %1: %2.</translation>
    </message>
    <message>
        <source>Proven at %1: %2 runs (%3).</source>
        <translation>Bewiesen um %1: %2 läuft (%3).</translation>
    </message>
    <message>
        <source>Not confirmed: %1, but nothing shows that %2 was installed; %3.</source>
        <translation>Nicht bestätigt: %1, aber nichts zeigt, dass %2 installiert wurde; %3.</translation>
    </message>
    <message>
        <source>Installed %1 at %2 (%3); not confirmed: no report that it runs until %4.</source>
        <translation>%1 um %2 installiert (%3); nicht bestätigt: bis %4 keine Meldung, dass es läuft.</translation>
    </message>
    <message>
        <source>Wrong software: version %1 runs, neither the target %2 nor %3 that ran before.</source>
        <translation>Falsche Software: Version %1 läuft, weder das Ziel %2 noch %3 von vorher.</translation>
    </message>
    <message>
        <source>Failed at %1 while %2: %3</source>
        <translation>Gescheitert um %1 (%2): %3</translation>
    </message>
    <message>
        <source>; yet something was installed at %1</source>
        <translation>; doch um %1 wurde etwas installiert</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Aborted at %1: %2; %3.</source>
        <translation>Abgebrochen um %1: %2; %3.</translation>
    </message>
    <message>
        <source>The device refused %1 at %2: %3.</source>
        <translation>Das Gerät lehnte %1 um %2 ab: %3.</translation>
    </message>
    <message>
        <source>The device postponed %1 at %2: %3.</source>
        <translation>Das Gerät verschob %1 um %2: %3.</translation>
    </message>
    <message>
        <source>Nothing to do: %1 ran already at %2.</source>
        <translation>Nichts zu tun: %1 lief um %2 schon.</translation>
    </message>
    <message>
        <source>Rolled back: %1 was installed, but at %2 %3; %4.</source>
        <translation>Zurückgerollt: %1 war installiert, aber um %2 %3; %4.</translation>
    </message>
    <message>
        <source>Superseded at %1 by another target; %2.</source>
        <translation>Um %1 von einem anderen Ziel abgelöst; %2.</translation>
    </message>
    <message>
        <source>Interrupted at %1 before %2 was installed: %3; %4.</source>
        <translation>Um %1 unterbrochen, bevor %2 installiert war: %3; %4.</translation>
    </message>
    <message>
        <source>Silent since %1: %2; what happened then is not known.</source>
        <translation>Still seit %1: %2; was dann geschah, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>SequenceOperation</name>
    <message>
        <source>there is no session %1</source>
        <translation>es gibt keine Sitzung %1</translation>
    </message>
    <message>
        <source>otaw timeline list shows the sessions.</source>
        <translation>otaw timeline list zeigt die Sitzungen.</translation>
    </message>
    <message>
        <source>SIMULATED BOARD</source>
        <translation>SIMULIERTES BOARD</translation>
    </message>
    <message>
        <source>session %1 is of the world %2; only sessions of gateways have the sequence of statuses</source>
        <translation>die Sitzung %1 ist aus der Welt %2; nur Sitzungen von Gateways haben die Folge der Status</translation>
    </message>
    <message>
        <source>otaw timeline show tells of every session.</source>
        <translation>otaw timeline show sagt von jeder Sitzung.</translation>
    </message>
    <message>
        <source>Show what a gateway&apos;s session reported beside what is expected.</source>
        <translation>Zeigt, was die Sitzung eines Gateways meldete, neben dem Erwarteten.</translation>
    </message>
    <message>
        <source>The statuses of otau_in in the order of the schema: what was left out, repeated or out of order, the errors, and the rule that each of them is about.</source>
        <translation>Die Status von otau_in in der Reihenfolge des Schemas: was ausgelassen, wiederholt oder nicht der Reihe nach war, die Fehler, und um welche Regel es jeweils geht.</translation>
    </message>
    <message>
        <source>The session&apos;s number.</source>
        <translation>Die Nummer der Sitzung.</translation>
    </message>
    <message>
        <source>`rows`, the `request` with its acknowledgement, `versions` and `explanations`.</source>
        <translation>`rows`, der `request` mit seiner Bestätigung, `versions` und `explanations`.</translation>
    </message>
</context>
<context>
    <name>ServeSettings</name>
    <message>
        <source>%1 has no address to listen at</source>
        <translation>%1 hat keine Adresse, auf der es hört</translation>
    </message>
    <message>
        <source>a certificate and its private key belong together</source>
        <translation>ein Zertifikat und sein privater Schlüssel gehören zusammen</translation>
    </message>
    <message>
        <source>Name both files, or neither for the bench&apos;s own.</source>
        <translation>Beide Dateien nennen, oder keine für das der Werkbank.</translation>
    </message>
    <message>
        <source>unauthenticated writes are for loopback only, and %1 is reached by others</source>
        <translation>Schreiben ohne Anmeldung ist nur für Loopback, und %1 erreichen auch andere</translation>
    </message>
    <message>
        <source>Switch them off first, or listen on loopback: the old clients work with the token as password.</source>
        <translation>Sie erst ausschalten oder auf Loopback hören: die alten Programme arbeiten mit dem Token als Passwort.</translation>
    </message>
    <message>
        <source>there is no interface or address &quot;%1&quot;</source>
        <translation>es gibt keine Schnittstelle oder Adresse „%1“</translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation>Es gibt %1.</translation>
    </message>
    <message>
        <source>the interface %1 has no address now</source>
        <translation>die Schnittstelle %1 hat gerade keine Adresse</translation>
    </message>
    <message>
        <source>Plug it in or bring it up, or choose another one.</source>
        <translation>Einstecken oder einschalten, oder eine andere wählen.</translation>
    </message>
    <message>
        <source>%1…, %2 letters</source>
        <translation>%1…, %2 Buchstaben</translation>
    </message>
</context>
<context>
    <name>ServiceHost</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>ServiceInspector</name>
    <message>
        <source>Peers</source>
        <translation>Gegenstellen</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>jetzt %1</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Blocks sent</source>
        <translation>Gesendete Blöcke</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1 (%2 %)</translation>
    </message>
    <message>
        <source>4.xx and 5.xx</source>
        <translation>4.xx und 5.xx</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>%1 now, %2 in all</source>
        <translation>jetzt %1, insgesamt %2</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>4xx and 5xx</source>
        <translation>4xx und 5xx</translation>
    </message>
    <message>
        <source>Failed handshakes</source>
        <translation>Gescheiterte Handshakes</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
</context>
<context>
    <name>ServiceLight</name>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
</context>
<context>
    <name>ServingOperations</name>
    <message>
        <source>of the bench</source>
        <translation>der Werkbank</translation>
    </message>
    <message>
        <source>as each board reaches us</source>
        <translation>wie jedes Board uns erreicht</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>no setting is given</source>
        <translation>keine Einstellung ist genannt</translation>
    </message>
    <message>
        <source>The settings are %1; --reset takes one back.</source>
        <translation>Die Einstellungen sind %1; --reset nimmt eine zurück.</translation>
    </message>
    <message>
        <source>The key of %1, in hexadecimal</source>
        <translation>Der Schlüssel von %1, hexadezimal</translation>
    </message>
    <message>
        <source>%1 may use CoAPS, with the key %2</source>
        <translation>%1 darf CoAPS benutzen, mit dem Schlüssel %2</translation>
    </message>
    <message>
        <source>no identities</source>
        <translation>keine Identitäten</translation>
    </message>
    <message>
        <source>%1 can connect no more</source>
        <translation>%1 kann sich nicht mehr verbinden</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>How the device names itself.</source>
        <translation>Wie das Gerät sich nennt.</translation>
    </message>
    <message>
        <source>Let a device use CoAPS with a key of its own.</source>
        <translation>Lässt ein Gerät CoAPS mit einem eigenen Schlüssel benutzen.</translation>
    </message>
    <message>
        <source>Makes a key of 16 bytes; psk list --reveal shows it, for the device&apos;s firmware.</source>
        <translation>Erzeugt einen Schlüssel von 16 Bytes; psk list --reveal zeigt ihn, für die Firmware des Geräts.</translation>
    </message>
    <message>
        <source>Ask for the key instead of making one: hexadecimal, 1 to 64 bytes.</source>
        <translation>Nach dem Schlüssel fragen, statt einen zu erzeugen: hexadezimal, 1 bis 64 Bytes.</translation>
    </message>
    <message>
        <source>The identity and how many bytes its key has.</source>
        <translation>Die Identität, und wie viele Bytes ihr Schlüssel hat.</translation>
    </message>
    <message>
        <source>List the devices that may use CoAPS.</source>
        <translation>Listet die Geräte auf, die CoAPS benutzen dürfen.</translation>
    </message>
    <message>
        <source>With their keys, as IDENTITY:HEX.</source>
        <translation>Mit ihren Schlüsseln, als IDENTITÄT:HEX.</translation>
    </message>
    <message>
        <source>`identities`: one object each.</source>
        <translation>`identities`: je eines ein Objekt.</translation>
    </message>
    <message>
        <source>Take the key of a device away: it can use CoAPS no more.</source>
        <translation>Nimmt den Schlüssel eines Geräts weg: es kann CoAPS nicht mehr benutzen.</translation>
    </message>
    <message>
        <source>The identity.</source>
        <translation>Die Identität.</translation>
    </message>
    <message>
        <source>Show the token that writing requests must carry.</source>
        <translation>Zeigt das Token, das schreibende Anfragen tragen müssen.</translation>
    </message>
    <message>
        <source>All of it. Without: how it begins, and its file.</source>
        <translation>Ganz. Ohne das: wie es beginnt, und seine Datei.</translation>
    </message>
    <message>
        <source>`file`, and `token` when it is revealed.</source>
        <translation>`file`, und `token`, wenn es gezeigt wird.</translation>
    </message>
    <message>
        <source>Make a new token: scripts that have the old one are refused from then on.</source>
        <translation>Erzeugt ein neues Token: Skripte, die das alte haben, werden von da an abgewiesen.</translation>
    </message>
    <message>
        <source>`file`: where it is.</source>
        <translation>`file`: wo es ist.</translation>
    </message>
    <message>
        <source>HTTP for people and scripts. ADDR may be an interface, loopback or *; port 0 is any free one.</source>
        <translation>HTTP für Menschen und Skripte. ADDR kann eine Schnittstelle, loopback oder * sein; Port 0 ist irgendein freier.</translation>
    </message>
    <message>
        <source>The same over TLS, with a certificate of the bench.</source>
        <translation>Dasselbe über TLS, mit einem Zertifikat der Werkbank.</translation>
    </message>
    <message>
        <source>CoAP for boards.</source>
        <translation>CoAP für Boards.</translation>
    </message>
    <message>
        <source>The same over DTLS: with the keys of the bench&apos;s devices, else with a certificate.</source>
        <translation>Dasselbe über DTLS: mit den Schlüsseln der Geräte der Werkbank, sonst mit einem Zertifikat.</translation>
    </message>
    <message>
        <source>Its private key, PEM.</source>
        <translation>Sein privater Schlüssel, PEM.</translation>
    </message>
    <message>
        <source>What URLs given to boards name. Without it: the address at which each board reaches us.</source>
        <translation>Was die URLs nennen, die Boards bekommen. Ohne es: die Adresse, unter der jedes Board uns erreicht.</translation>
    </message>
    <message>
        <source>A directory that is served over CoAP as it is, for SUIT_COAP_FSROOT of RIOT&apos;s make.</source>
        <translation>Ein Verzeichnis, das über CoAP angeboten wird, wie es ist, für SUIT_COAP_FSROOT in RIOTs make.</translation>
    </message>
    <message>
        <source>A DTLS identity that may publish with CoAP PUT too.</source>
        <translation>Eine DTLS-Identität, die auch mit CoAP PUT veröffentlichen darf.</translation>
    </message>
    <message>
        <source>How long one device may take to answer a notification, in seconds: 10 in a new bench.</source>
        <translation>Wie lange ein Gerät für die Antwort auf eine Benachrichtigung brauchen darf, in Sekunden: 10 bei einer neuen Werkbank.</translation>
    </message>
    <message>
        <source>Show how the bench serves.</source>
        <translation>Zeigt, wie die Werkbank ausliefert.</translation>
    </message>
    <message>
        <source>The kept settings, named as the parameters of serving.set.</source>
        <translation>Die gespeicherten Einstellungen, benannt wie die Parameter von serving.set.</translation>
    </message>
    <message>
        <source>Publishing, notifying and removing need no token on loopback: for old lab scripts.</source>
        <translation>Veröffentlichen, Benachrichtigen und Entfernen brauchen auf Loopback kein Token: für alte Laborskripte.</translation>
    </message>
    <message>
        <source>Publishing with CoAP PUT, then POST ?commit, from loopback.</source>
        <translation>Veröffentlichen mit CoAP PUT, dann POST ?commit, von Loopback.</translation>
    </message>
    <message>
        <source>Take this setting back to what it is in a new bench.</source>
        <translation>Diese Einstellung auf das zurücksetzen, was sie bei einer neuen Werkbank ist.</translation>
    </message>
    <message>
        <source>Set how the bench serves, for the window and for otaw serve.</source>
        <translation>Legt fest, wie die Werkbank ausliefert, für das Fenster und für otaw serve.</translation>
    </message>
    <message>
        <source>What is not named stays as it is. A service that runs takes it when it is started anew.</source>
        <translation>Was nicht genannt ist, bleibt, wie es ist. Ein laufender Dienst nimmt es an, wenn er neu gestartet wird.</translation>
    </message>
    <message>
        <source>All settings as they are now.</source>
        <translation>Alle Einstellungen, wie sie jetzt sind.</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>The largest block that is sent over CoAP, in bytes: 1024 in a new bench.</source>
        <translation>Der größte Block, der über CoAP gesendet wird, in Bytes: 1024 bei einer neuen Werkbank.</translation>
    </message>
    <message>
        <source>The device API of ExoSense and Murano over HTTP, for gateways.</source>
        <translation>Die Geräte-API von ExoSense und Murano über HTTP, für Gateways.</translation>
    </message>
    <message>
        <source>The same gateways over MQTT.</source>
        <translation>Dieselben Gateways über MQTT.</translation>
    </message>
    <message>
        <source>MQTT over TLS; a gateway may log in with a certificate.</source>
        <translation>MQTT über TLS; ein Gateway darf sich mit einem Zertifikat anmelden.</translation>
    </message>
    <message>
        <source>Which gateways may activate: those of the bench&apos;s list, or everybody; list in a new bench.</source>
        <translation>Welche Gateways sich aktivieren dürfen: die der Liste oder alle; in einer neuen Werkbank list.</translation>
    </message>
    <message>
        <source>Refuse gateways that name another vendor.</source>
        <translation>Lehnt Gateways ab, die einen anderen Hersteller nennen.</translation>
    </message>
    <message>
        <source>Refuse gateways that name another model.</source>
        <translation>Lehnt Gateways ab, die ein anderes Modell nennen.</translation>
    </message>
    <message>
        <source>What gateways must name over TLS: any host, one of ours (require), or one of ours that their requests name too (match); any in a new bench.</source>
        <translation>Was Gateways über TLS nennen müssen: irgendeinen Host, einen unserer (require), oder einen unserer, den auch ihre Anfragen nennen (match); in einer neuen Werkbank any.</translation>
    </message>
    <message>
        <source>A host by which gateways call us: it stands in the bench&apos;s certificate.</source>
        <translation>Ein Host, unter dem Gateways uns rufen: er steht im Zertifikat der Werkbank.</translation>
    </message>
    <message>
        <source>A certificate of your own for all that is secured, PEM, with its chain.</source>
        <translation>Ein eigenes Zertifikat für alles Gesicherte, PEM, mit seiner Kette.</translation>
    </message>
    <message>
        <source>A second activation of a gateway gives a new token and is not refused.</source>
        <translation>Eine zweite Aktivierung eines Gateways ergibt ein neues Token und wird nicht abgelehnt.</translation>
    </message>
    <message>
        <source>A gateway reads what either side wrote last, as on the old platform.</source>
        <translation>Ein Gateway liest, was eine der Seiten zuletzt schrieb, wie auf der alten Plattform.</translation>
    </message>
    <message>
        <source>No Content-Length on answers to gateways that have no body; old clients look for it.</source>
        <translation>Keine Content-Length bei Antworten an Gateways, die keinen Rumpf haben; alte Clients suchen sie.</translation>
    </message>
</context>
<context>
    <name>SessionTracker</name>
    <message>
        <source>%1 has asked for no block of %2 for 20 s</source>
        <translation>%1 hat seit 20 s nach keinem Block von %2 gefragt</translation>
    </message>
    <message>
        <source>%1 asked for %2 and got %3 %4</source>
        <translation>%1 fragte nach %2 und bekam %3 %4</translation>
    </message>
    <message>
        <source>the connection to %1 ended in the middle of %2</source>
        <translation>die Verbindung zu %1 endete mitten in %2</translation>
    </message>
    <message>
        <source>%1 has fetched nothing more of %2 for 20 s</source>
        <translation>%1 hat seit 20 s nichts mehr von %2 geholt</translation>
    </message>
</context>
<context>
    <name>SharedBytes</name>
    <message>
        <source>there is no such file</source>
        <translation>es gibt keine solche Datei</translation>
    </message>
</context>
<context>
    <name>StatusSequence</name>
    <message>
        <source>left out (allowed)</source>
        <translation>ausgelassen (erlaubt)</translation>
    </message>
    <message>
        <source>not here: reported further below</source>
        <translation>nicht hier: weiter unten gemeldet</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>nicht der Reihe nach</translation>
    </message>
    <message>
        <source>ends the attempt</source>
        <translation>beendet den Versuch</translation>
    </message>
    <message>
        <source>about version %1</source>
        <translation>zu Version %1</translation>
    </message>
    <message>
        <source>none of the fifteen statuses</source>
        <translation>keiner der fünfzehn Status</translation>
    </message>
    <message>
        <source>after another version was requested</source>
        <translation>nachdem eine andere Version verlangt war</translation>
    </message>
    <message>
        <source>requested %1</source>
        <translation>verlangt %1</translation>
    </message>
    <message>
        <source>requested for an earlier attempt</source>
        <translation>für einen früheren Versuch verlangt</translation>
    </message>
    <message>
        <source>not requested here</source>
        <translation>nicht hier verlangt</translation>
    </message>
    <message>
        <source>delivered %1</source>
        <translation>zugestellt %1</translation>
    </message>
    <message>
        <source>not delivered yet</source>
        <translation>noch nicht zugestellt</translation>
    </message>
    <message>
        <source>acknowledged %1</source>
        <translation>bestätigt %1</translation>
    </message>
    <message>
        <source>answered otherwise %1 (%2)</source>
        <translation>anders beantwortet %1 (%2)</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>board&apos;s clock: %1</source>
        <translation>Uhr des Boards: %1</translation>
    </message>
    <message>
        <source>EXPECTED</source>
        <translation>ERWARTET</translation>
    </message>
    <message>
        <source>REPORTED</source>
        <translation>GEMELDET</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>SINCE</source>
        <translation>SEIT</translation>
    </message>
    <message>
        <source>SAYS</source>
        <translation>SAGT</translation>
    </message>
    <message>
        <source>REMARKS</source>
        <translation>ANMERKUNGEN</translation>
    </message>
</context>
<context>
    <name>Suit</name>
    <message>
        <source>the envelope has %1 bytes; at most %2 are read</source>
        <translation>das Envelope hat %1 Bytes; gelesen werden höchstens %2</translation>
    </message>
    <message>
        <source>envelope</source>
        <translation>Envelope</translation>
    </message>
    <message>
        <source>a SUIT envelope is a map, this is something else</source>
        <translation>ein SUIT-Envelope ist eine Map, dies ist etwas anderes</translation>
    </message>
    <message>
        <source>the envelope has no authentication wrapper (2)</source>
        <translation>dem Envelope fehlt der Authentication-Wrapper (2)</translation>
    </message>
    <message>
        <source>the envelope has no manifest (3)</source>
        <translation>dem Envelope fehlt das Manifest (3)</translation>
    </message>
    <message>
        <source>tag 107 belongs to the newer drafts, but what it holds is of draft 09 as RIOT reads it</source>
        <translation>Tag 107 gehört zu den neueren Drafts, doch der Inhalt ist von Draft 09, wie RIOT ihn liest</translation>
    </message>
    <message>
        <source>a key of the envelope is neither a number nor a text</source>
        <translation>ein Schlüssel des Envelope ist weder Zahl noch Text</translation>
    </message>
    <message>
        <source>the envelope&apos;s member %1 is not a byte string</source>
        <translation>das Mitglied %1 des Envelope ist kein Byte-String</translation>
    </message>
    <message>
        <source>authentication wrapper</source>
        <translation>Authentication-Wrapper</translation>
    </message>
    <message>
        <source>the authentication wrapper holds no list</source>
        <translation>der Authentication-Wrapper enthält keine Liste</translation>
    </message>
    <message>
        <source>an element of the authentication wrapper is not a byte string</source>
        <translation>ein Element des Authentication-Wrappers ist kein Byte-String</translation>
    </message>
    <message>
        <source>there are more than %1 authentication blocks</source>
        <translation>es gibt mehr als %1 Authentication-Blöcke</translation>
    </message>
    <message>
        <source>the authentication wrapper does not begin with a digest</source>
        <translation>der Authentication-Wrapper beginnt nicht mit einem Digest</translation>
    </message>
    <message>
        <source>manifest digest</source>
        <translation>Digest des Manifests</translation>
    </message>
    <message>
        <source>the authentication wrapper does not begin with a digest [algorithm, bytes]</source>
        <translation>der Authentication-Wrapper beginnt nicht mit einem Digest [Algorithmus, Bytes]</translation>
    </message>
    <message>
        <source>COSE block</source>
        <translation>COSE-Block</translation>
    </message>
    <message>
        <source>the COSE block can not be read</source>
        <translation>der COSE-Block lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>COSE tag %1 (several signers or recipients) is not supported; 18 is</source>
        <translation>COSE-Tag %1 (mehrere Unterzeichner oder Empfänger) wird nicht unterstützt; 18 wird es</translation>
    </message>
    <message>
        <source>COSE tag %1 stands where 18 (COSE_Sign1) must</source>
        <translation>COSE-Tag %1 steht, wo 18 (COSE_Sign1) stehen muss</translation>
    </message>
    <message>
        <source>the COSE tag 18 is missing</source>
        <translation>der COSE-Tag 18 fehlt</translation>
    </message>
    <message>
        <source>a COSE_Sign1 is a list of four, this is not</source>
        <translation>ein COSE_Sign1 ist eine Liste von vieren, dies nicht</translation>
    </message>
    <message>
        <source>the parts of the COSE block are not [bytes, map, bytes or null, bytes]</source>
        <translation>die Teile des COSE-Blocks sind nicht [Bytes, Map, Bytes oder null, Bytes]</translation>
    </message>
    <message>
        <source>the COSE block holds no digest</source>
        <translation>der COSE-Block enthält keinen Digest</translation>
    </message>
    <message>
        <source>the COSE block holds a payload, which is to be detached (null) here</source>
        <translation>der COSE-Block enthält Nutzdaten, die hier getrennt (null) sein müssen</translation>
    </message>
    <message>
        <source>protected header</source>
        <translation>geschützter Kopf</translation>
    </message>
    <message>
        <source>the protected header is not a map</source>
        <translation>der geschützte Kopf ist keine Map</translation>
    </message>
    <message>
        <source>the algorithm stands in the unprotected header, where it proves nothing</source>
        <translation>das Verfahren steht im ungeschützten Kopf, wo es nichts beweist</translation>
    </message>
    <message>
        <source>the protected header names no algorithm</source>
        <translation>der geschützte Kopf nennt kein Verfahren</translation>
    </message>
    <message>
        <source>the algorithm %1 is not known</source>
        <translation>das Verfahren %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>a label of a COSE header is neither a number nor a text</source>
        <translation>ein Label eines COSE-Kopfs ist weder Zahl noch Text</translation>
    </message>
    <message>
        <source>the label %1 stands in both COSE headers</source>
        <translation>das Label %1 steht in beiden COSE-Köpfen</translation>
    </message>
    <message>
        <source>the list of critical labels is not protected</source>
        <translation>die Liste der kritischen Labels ist nicht geschützt</translation>
    </message>
    <message>
        <source>the list of critical labels is not a list, or empty</source>
        <translation>die Liste der kritischen Labels ist keine Liste oder leer</translation>
    </message>
    <message>
        <source>the label %1 is critical and not understood</source>
        <translation>das Label %1 ist kritisch und wird nicht verstanden</translation>
    </message>
    <message>
        <source>the label %1 is critical and not in the protected header</source>
        <translation>das Label %1 ist kritisch und nicht im geschützten Kopf</translation>
    </message>
    <message>
        <source>the manifest has %1 bytes; at most %2 are read</source>
        <translation>das Manifest hat %1 Bytes; gelesen werden höchstens %2</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>a manifest is a map, this is something else</source>
        <translation>ein Manifest ist eine Map, dies ist etwas anderes</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1 ist nicht %2</translation>
    </message>
    <message>
        <source>a byte string</source>
        <translation>ein Byte-String</translation>
    </message>
    <message>
        <source>a key of the manifest</source>
        <translation>ein Schlüssel des Manifests</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>the sequence number</source>
        <translation>die Sequenznummer</translation>
    </message>
    <message>
        <source>the reference URI</source>
        <translation>die Referenz-URI</translation>
    </message>
    <message>
        <source>the manifest has no version number (1)</source>
        <translation>dem Manifest fehlt die Versionsnummer (1)</translation>
    </message>
    <message>
        <source>the manifest has no sequence number (2)</source>
        <translation>dem Manifest fehlt die Sequenznummer (2)</translation>
    </message>
    <message>
        <source>the manifest has no common section (3)</source>
        <translation>dem Manifest fehlt der gemeinsame Abschnitt (3)</translation>
    </message>
    <message>
        <source>a number from 0</source>
        <translation>eine Zahl ab 0</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>the manifest&apos;s version</source>
        <translation>die Version des Manifests</translation>
    </message>
    <message>
        <source>the manifest has version %1; 1 is known</source>
        <translation>das Manifest hat Version %1; bekannt ist 1</translation>
    </message>
    <message>
        <source>the common section</source>
        <translation>der gemeinsame Abschnitt</translation>
    </message>
    <message>
        <source>a map</source>
        <translation>eine Map</translation>
    </message>
    <message>
        <source>a key of the common section</source>
        <translation>ein Schlüssel des gemeinsamen Abschnitts</translation>
    </message>
    <message>
        <source>the common section names no components (2)</source>
        <translation>der gemeinsame Abschnitt nennt keine Komponenten (2)</translation>
    </message>
    <message>
        <source>the common sequence</source>
        <translation>die gemeinsame Sequenz</translation>
    </message>
    <message>
        <source>the list of components</source>
        <translation>die Liste der Komponenten</translation>
    </message>
    <message>
        <source>a list with one component at least</source>
        <translation>eine Liste mit mindestens einer Komponente</translation>
    </message>
    <message>
        <source>there are more than %1 components</source>
        <translation>es gibt mehr als %1 Komponenten</translation>
    </message>
    <message>
        <source>a component identifier</source>
        <translation>eine Komponentenkennung</translation>
    </message>
    <message>
        <source>a list of byte strings</source>
        <translation>eine Liste von Byte-Strings</translation>
    </message>
    <message>
        <source>member %1</source>
        <translation>Mitglied %1</translation>
    </message>
    <message>
        <source>the section %1</source>
        <translation>der Abschnitt %1</translation>
    </message>
    <message>
        <source>a digest [algorithm, bytes]</source>
        <translation>ein Digest [Algorithmus, Bytes]</translation>
    </message>
    <message>
        <source>the text section has %1 bytes; at most %2 are read</source>
        <translation>der Textabschnitt hat %1 Bytes; gelesen werden höchstens %2</translation>
    </message>
    <message>
        <source>the text section</source>
        <translation>der Textabschnitt</translation>
    </message>
    <message>
        <source>a list of commands</source>
        <translation>eine Liste von Befehlen</translation>
    </message>
    <message>
        <source>%1 ends with a command that has no argument</source>
        <translation>%1 endet mit einem Befehl ohne Argument</translation>
    </message>
    <message>
        <source>there are more than %1 commands</source>
        <translation>es gibt mehr als %1 Befehle</translation>
    </message>
    <message>
        <source>a command in %1</source>
        <translation>ein Befehl in %1</translation>
    </message>
    <message>
        <source>there are several components, but %1 does not begin with set-component-index</source>
        <translation>es gibt mehrere Komponenten, aber %1 beginnt nicht mit set-component-index</translation>
    </message>
    <message>
        <source>the argument of %1</source>
        <translation>das Argument von %1</translation>
    </message>
    <message>
        <source>a reporting policy</source>
        <translation>eine Berichtsregel</translation>
    </message>
    <message>
        <source>sequences are nested more than %1 deep</source>
        <translation>Sequenzen sind tiefer als %1 verschachtelt</translation>
    </message>
    <message>
        <source>a component&apos;s index</source>
        <translation>der Index einer Komponente</translation>
    </message>
    <message>
        <source>there is no component %1; there are %2</source>
        <translation>es gibt keine Komponente %1; es gibt %2</translation>
    </message>
    <message>
        <source>a list of sequences</source>
        <translation>eine Liste von Sequenzen</translation>
    </message>
    <message>
        <source>a parameter&apos;s key</source>
        <translation>der Schlüssel eines Parameters</translation>
    </message>
    <message>
        <source>the parameter %1</source>
        <translation>der Parameter %1</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; a UUID has 16</source>
        <translation>%1 hat %2 Bytes; eine UUID hat 16</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>%1 is digested by algorithm %2, which is not supported</source>
        <translation>%1 hat einen Digest nach Algorithmus %2, der nicht unterstützt wird</translation>
    </message>
    <message>
        <source>the digest of %1 has %2 bytes; %3 has %4</source>
        <translation>der Digest von %1 hat %2 Bytes; %3 hat %4</translation>
    </message>
    <message>
        <source>%1 is not what was signed: its digest is %2…, the signed one %3…</source>
        <translation>%1 ist nicht das Signierte: sein Digest ist %2…, der signierte %3…</translation>
    </message>
    <message>
        <source>The envelope lacks the tag 107 that draft-37 wants.</source>
        <translation>Dem Envelope fehlt der Tag 107, den Draft 37 verlangt.</translation>
    </message>
    <message>
        <source>The envelope&apos;s member %1 is not known; it is outside of every signature.</source>
        <translation>Das Mitglied %1 des Envelope ist nicht bekannt; es liegt außerhalb jeder Signatur.</translation>
    </message>
    <message>
        <source>there is no signature</source>
        <translation>es gibt keine Signatur</translation>
    </message>
    <message>
        <source>the signature is of %1, and no key was given to check it</source>
        <translation>die Signatur ist von %1, und kein Schlüssel zum Prüfen wurde genannt</translation>
    </message>
    <message>
        <source>the signature is of %1, for which no key was given</source>
        <translation>die Signatur ist von %1, wofür kein Schlüssel genannt wurde</translation>
    </message>
    <message>
        <source>what is signed is not a digest [algorithm, bytes]</source>
        <translation>das Signierte ist kein Digest [Algorithmus, Bytes]</translation>
    </message>
    <message>
        <source>the manifest</source>
        <translation>das Manifest</translation>
    </message>
    <message>
        <source>verified by %1</source>
        <translation>geprüft mit %1</translation>
    </message>
    <message>
        <source>signed by %1, which is not among the trusted keys</source>
        <translation>signiert von %1, nicht unter den vertrauten Schlüsseln</translation>
    </message>
    <message>
        <source>no key that was given verifies the signature</source>
        <translation>kein genannter Schlüssel bestätigt die Signatur</translation>
    </message>
    <message>
        <source>the signature has %1 bytes; %2 has %3</source>
        <translation>die Signatur hat %1 Bytes; %2 hat %3</translation>
    </message>
    <message>
        <source>form of the envelope</source>
        <translation>Form des Envelope</translation>
    </message>
    <message>
        <source>form of the signature</source>
        <translation>Form der Signatur</translation>
    </message>
    <message>
        <source>digest of the manifest</source>
        <translation>Digest des Manifests</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>form of the manifest</source>
        <translation>Form des Manifests</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>the severed section %1</source>
        <translation>der abgetrennte Abschnitt %1</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; %3 has %4</source>
        <translation>%1 hat %2 Bytes; %3 hat %4</translation>
    </message>
</context>
<context>
    <name>SuitBuild</name>
    <message>
        <source>a manifest needs one component at least</source>
        <translation>ein Manifest braucht mindestens eine Komponente</translation>
    </message>
    <message>
        <source>%1 components; at most %2 are allowed</source>
        <translation>%1 Komponenten; erlaubt sind höchstens %2</translation>
    </message>
    <message>
        <source>no component says for which vendor it is</source>
        <translation>keine Komponente sagt, für welchen Hersteller sie ist</translation>
    </message>
    <message>
        <source>Give the vendor&apos;s domain.</source>
        <translation>Die Domäne des Herstellers angeben.</translation>
    </message>
    <message>
        <source>no component says for which class of boards it is</source>
        <translation>keine Komponente sagt, für welche Klasse von Boards sie ist</translation>
    </message>
    <message>
        <source>Give the board&apos;s name.</source>
        <translation>Den Namen des Boards angeben.</translation>
    </message>
    <message>
        <source>a component has no identifier</source>
        <translation>eine Komponente hat keine Kennung</translation>
    </message>
    <message>
        <source>the component %1 has no image</source>
        <translation>die Komponente %1 hat kein Abbild</translation>
    </message>
    <message>
        <source>an identifier of the component %1 has not 16 bytes</source>
        <translation>eine Kennung der Komponente %1 hat nicht 16 Bytes</translation>
    </message>
    <message>
        <source>the component %1 has %2 images, and not each has an offset</source>
        <translation>die Komponente %1 hat %2 Abbilder, und nicht jedes hat einen Offset</translation>
    </message>
    <message>
        <source>Write FILE@OFFSET for each slot.</source>
        <translation>Für jeden Slot FILE@OFFSET schreiben.</translation>
    </message>
    <message>
        <source>the component %1 has two images for offset %2</source>
        <translation>die Komponente %1 hat zwei Abbilder für Offset %2</translation>
    </message>
    <message>
        <source>of the images of component %1 only some have %2</source>
        <translation>von den Abbildern der Komponente %1 haben nur manche %2</translation>
    </message>
    <message>
        <source>of the images of component %1 only some have a URI</source>
        <translation>von den Abbildern der Komponente %1 haben nur manche eine URI</translation>
    </message>
    <message>
        <source>the manifest would have %1 bytes; at most %2 are allowed</source>
        <translation>das Manifest hätte %1 Bytes; erlaubt sind höchstens %2</translation>
    </message>
    <message>
        <source>there are %1 signatures already; more are not allowed</source>
        <translation>es gibt schon %1 Signaturen; mehr sind nicht erlaubt</translation>
    </message>
    <message>
        <source>the manifest is not the one its digest was made of</source>
        <translation>das Manifest ist nicht das, von dem sein Digest stammt</translation>
    </message>
    <message>
        <source>the manifest is not the one that an existing signature was made for</source>
        <translation>das Manifest ist nicht das, für das eine vorhandene Signatur gemacht wurde</translation>
    </message>
    <message>
        <source>texts, severable sections, staging and loading are for draft-37; RIOT stops at them</source>
        <translation>Texte, abtrennbare Abschnitte, Zwischenlagern und Laden gibt es mit draft-37; RIOT hält dabei an</translation>
    </message>
    <message>
        <source>the component %1 is staged or loaded where another image is installed</source>
        <translation>die Komponente %1 wird dort zwischengelagert oder geladen, wo ein anderes Abbild installiert wird</translation>
    </message>
    <message>
        <source>the component %1 is staged, and there is no URI to fetch it from</source>
        <translation>die Komponente %1 wird zwischengelagert, und es gibt keine URI, von der sie geholt wird</translation>
    </message>
    <message>
        <source>the component %1 is loaded, and not invoked</source>
        <translation>die Komponente %1 wird geladen und nicht gestartet</translation>
    </message>
    <message>
        <source>the component %1 has slots, so it is neither staged nor loaded</source>
        <translation>die Komponente %1 hat Slots, also wird sie weder zwischengelagert noch geladen</translation>
    </message>
    <message>
        <source>this is not in order: %1 (%2)</source>
        <translation>das ist nicht in Ordnung: %1 (%2)</translation>
    </message>
    <message>
        <source>there is no section that could be taken away</source>
        <translation>es gibt keinen Abschnitt, der sich wegnehmen ließe</translation>
    </message>
    <message>
        <source>Sections can be taken away where the manifest was built severable.</source>
        <translation>Abschnitte lassen sich wegnehmen, wo das Manifest abtrennbar gebaut wurde.</translation>
    </message>
</context>
<context>
    <name>SuitBuildOperations</name>
    <message>
        <source>COMPONENT</source>
        <translation>KOMPONENTE</translation>
    </message>
    <message>
        <source>OFFSET</source>
        <translation>OFFSET</translation>
    </message>
    <message>
        <source>SIZE</source>
        <translation>GRÖSSE</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>URI</source>
        <translation>URI</translation>
    </message>
    <message>
        <source>The manifest is not signed; otaw suit sign does that.</source>
        <translation>Das Manifest ist nicht signiert; otaw suit sign tut das.</translation>
    </message>
    <message>
        <source>Wrote %1: %2, %3 bytes, sequence number %4.</source>
        <translation>%1 geschrieben: %2, %3 Bytes, Sequenznummer %4.</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %1: %2 bytes, %n signature(s).</source>
        <translation>
            <numerusform>%1 geschrieben: %2 Bytes, %n Signatur.</numerusform>
            <numerusform>%1 geschrieben: %2 Bytes, %n Signaturen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file to write.</source>
        <translation>Die zu schreibende Datei.</translation>
    </message>
    <message>
        <source>Makes a manifest for one or several images, and signs it.</source>
        <translation>Erzeugt ein Manifest für ein oder mehrere Abbilder und signiert es.</translation>
    </message>
    <message>
        <source>The bytes are those that RIOT&apos;s own tools write for the same input. What a RIOT board with its default limits would refuse is told.</source>
        <translation>Die Bytes sind die, welche RIOTs eigene Werkzeuge aus derselben Eingabe schreiben. Was ein RIOT-Board mit seinen üblichen Grenzen ablehnte, wird gesagt.</translation>
    </message>
    <message>
        <source>file, bytes, sha256, dialect, sequence, components, keys, lint, warnings</source>
        <translation>file, bytes, sha256, dialect, sequence, components, keys, lint, warnings</translation>
    </message>
    <message>
        <source>Adds a signature to a manifest.</source>
        <translation>Fügt einem Manifest eine Signatur hinzu.</translation>
    </message>
    <message>
        <source>What is there already stays byte for byte. A manifest whose form or digest is wrong is not signed.</source>
        <translation>Was schon da ist, bleibt Byte für Byte. Ein Manifest mit falscher Form oder falschem Digest wird nicht signiert.</translation>
    </message>
    <message>
        <source>The file to write; may be the manifest itself.</source>
        <translation>Die zu schreibende Datei; darf das Manifest selbst sein.</translation>
    </message>
    <message>
        <source>file, bytes, sha256, signatures</source>
        <translation>file, bytes, sha256, signatures</translation>
    </message>
</context>
<context>
    <name>SuitCheckOperations</name>
    <message>
        <source>%1  not in order (%2): %3</source>
        <translation>%1  nicht in Ordnung (%2): %3</translation>
    </message>
    <message>
        <source>there is no key to check with</source>
        <translation>es gibt keinen Schlüssel zum Prüfen</translation>
    </message>
    <message>
        <source>Give --key NAME or --key FILE.pem; this bench has no keys.</source>
        <translation>--key NAME oder --key FILE.pem angeben; diese Werkbank hat keine Schlüssel.</translation>
    </message>
    <message>
        <source>is an image of this manifest</source>
        <translation>ist ein Abbild dieses Manifests</translation>
    </message>
    <message>
        <source>has the digest the manifest names, but %1 bytes where that says another size</source>
        <translation>hat den Digest aus dem Manifest, aber %1 Bytes, wo jenes eine andere Größe nennt</translation>
    </message>
    <message>
        <source>is not an image of this manifest: its digest %1 is not in it</source>
        <translation>ist kein Abbild dieses Manifests: sein Digest %1 steht nicht darin</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>signature %1</source>
        <translation>Signatur %1</translation>
    </message>
    <message>
        <source>%1: ok, signed by %2</source>
        <translation>%1: in Ordnung, signiert von %2</translation>
    </message>
    <message>
        <source>%1: %2 – %3</source>
        <translation>%1: %2 – %3</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>--class needs --vendor: a class&apos;s UUID is made of both</source>
        <translation>--class braucht --vendor: die UUID einer Klasse entsteht aus beiden</translation>
    </message>
    <message>
        <source>the slot&apos;s offset</source>
        <translation>der Offset des Slots</translation>
    </message>
    <message>
        <source>There is no signature.</source>
        <translation>Es gibt keine Signatur.</translation>
    </message>
    <message>
        <source>a RIOT board</source>
        <translation>ein RIOT-Board</translation>
    </message>
    <message>
        <source>a device of the present draft</source>
        <translation>ein Gerät des heutigen Drafts</translation>
    </message>
    <message>
        <source>%1: nothing that %2 would stumble over</source>
        <translation>%1: nichts, worüber %2 stolperte</translation>
    </message>
    <message>
        <source>%1: %2 would stumble</source>
        <translation>%1: %2 würde stolpern</translation>
    </message>
    <message>
        <source>What is to take it; auto goes by the manifest&apos;s dialect.</source>
        <translation>Wer es nehmen soll; auto geht nach dem Dialekt des Manifests.</translation>
    </message>
    <message>
        <source>The board&apos;s vendor: domain or UUID.</source>
        <translation>Der Hersteller des Boards: Domäne oder UUID.</translation>
    </message>
    <message>
        <source>The board&apos;s class: name or UUID.</source>
        <translation>Die Klasse des Boards: Name oder UUID.</translation>
    </message>
    <message>
        <source>The sequence number the board has stored.</source>
        <translation>Die Sequenznummer, die das Board gespeichert hat.</translation>
    </message>
    <message>
        <source>The sequence number that was published last.</source>
        <translation>Die zuletzt veröffentlichte Sequenznummer.</translation>
    </message>
    <message>
        <source>The room for an image on the board, in bytes.</source>
        <translation>Der Platz für ein Abbild auf dem Board, in Bytes.</translation>
    </message>
    <message>
        <source>The offset the board compares with.</source>
        <translation>Der Offset, mit dem das Board vergleicht.</translation>
    </message>
    <message>
        <source>The manifest&apos;s URL that the board will be told.</source>
        <translation>Die URL des Manifests, die das Board bekommen wird.</translation>
    </message>
    <message>
        <source>The board&apos;s buffer for a manifest, in bytes.</source>
        <translation>Der Puffer des Boards für ein Manifest, in Bytes.</translation>
    </message>
    <message>
        <source>How many components the board is built for.</source>
        <translation>Für wie viele Komponenten das Board gebaut ist.</translation>
    </message>
    <message>
        <source>The board&apos;s buffer for a URL, in bytes.</source>
        <translation>Der Puffer des Boards für eine URL, in Bytes.</translation>
    </message>
    <message>
        <source>The board is built with DTLS.</source>
        <translation>Das Board ist mit DTLS gebaut.</translation>
    </message>
    <message>
        <source>The board can resolve host names.</source>
        <translation>Das Board kann Hostnamen auflösen.</translation>
    </message>
    <message>
        <source>A file that is behind a URI of the manifest, by its name or as URI=FILE: its size and digest are compared.</source>
        <translation>Eine Datei hinter einer URI des Manifests, mit ihrem Namen oder als URI=FILE: Größe und Digest werden verglichen.</translation>
    </message>
    <message>
        <source>Shows what is in a manifest, with names instead of numbers.</source>
        <translation>Zeigt, was in einem Manifest steht, mit Namen statt Zahlen.</translation>
    </message>
    <message>
        <source>Shows damaged ones as well, as far as they can be read, and says what is not in order.</source>
        <translation>Zeigt auch beschädigte, soweit sie sich lesen lassen, und sagt, was nicht in Ordnung ist.</translation>
    </message>
    <message>
        <source>file, bytes, sha256, dialect, faults, tree</source>
        <translation>file, bytes, sha256, dialect, faults, tree</translation>
    </message>
    <message>
        <source>Checks form, digest and signatures of a manifest.</source>
        <translation>Prüft Form, Digest und Signaturen eines Manifests.</translation>
    </message>
    <message>
        <source>Without --key all keys of the bench are trusted. With --key only those are; a signature by another key of the bench is called untrusted, with the key&apos;s name.</source>
        <translation>Ohne --key wird allen Schlüsseln der Werkbank getraut. Mit --key nur diesen; eine Signatur mit einem anderen Schlüssel der Werkbank heißt nicht vertraut, mit dem Namen des Schlüssels.</translation>
    </message>
    <message>
        <source>A key to trust: its name on the bench or a PEM file.</source>
        <translation>Ein Schlüssel, dem zu trauen ist: sein Name auf der Werkbank oder eine PEM-Datei.</translation>
    </message>
    <message>
        <source>A file that should be an image of the manifest.</source>
        <translation>Eine Datei, die ein Abbild des Manifests sein soll.</translation>
    </message>
    <message>
        <source>file, verdict, message, offset, dialect, signed-by, sequence, signatures, payloads</source>
        <translation>file, verdict, message, offset, dialect, signed-by, sequence, signatures, payloads</translation>
    </message>
    <message>
        <source>Tells what a device would refuse, and why.</source>
        <translation>Sagt, was ein Gerät ablehnen würde und warum.</translation>
    </message>
    <message>
        <source>Knows the limits of RIOT&apos;s default build; what differs in yours can be said. Nothing is executed.</source>
        <translation>Kennt die Grenzen des üblichen RIOT-Builds; was bei Ihnen abweicht, lässt sich angeben. Nichts wird ausgeführt.</translation>
    </message>
    <message>
        <source>file, dialect, target, findings: code, severity, message, offset, res</source>
        <translation>file, dialect, target, findings: code, severity, message, offset, res</translation>
    </message>
</context>
<context>
    <name>SuitLint</name>
    <message>
        <source>This is a manifest of the present draft; RIOT reads draft 09 with numbers of its own. Build it for draft 09 (RIOT-OS/RIOT#21623).</source>
        <translation>Dies ist ein Manifest des heutigen Drafts; RIOT liest Draft 09 mit eigenen Nummern. Für Draft 09 bauen (RIOT-OS/RIOT#21623).</translation>
    </message>
    <message>
        <source>The sequence number %1 does not fit the 32 bits that RIOT reads.</source>
        <translation>Die Sequenznummer %1 passt nicht in die 32 Bit, die RIOT liest.</translation>
    </message>
    <message>
        <source>After the sequence number %1, the largest there is, the device never takes another manifest.</source>
        <translation>Nach der Sequenznummer %1, der größten, die es gibt, nimmt das Gerät nie mehr ein Manifest.</translation>
    </message>
    <message>
        <source>The sequence number %1 is not above %2, which the device has stored.</source>
        <translation>Die Sequenznummer %1 liegt nicht über %2, die das Gerät gespeichert hat.</translation>
    </message>
    <message>
        <source>The sequence number %1 is not above %2, which was published last.</source>
        <translation>Die Sequenznummer %1 liegt nicht über %2, die zuletzt veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>The envelope has %1 bytes; the board&apos;s buffer has %2, and it only says &quot;error getting manifest&quot;.</source>
        <translation>Das Envelope hat %1 Bytes; der Puffer des Boards hat %2, und es sagt nur „error getting manifest“.</translation>
    </message>
    <message>
        <source>There are %1 components; the board is built for %2 (CONFIG_SUIT_COMPONENT_MAX).</source>
        <translation>Es gibt %1 Komponenten; das Board ist für %2 gebaut (CONFIG_SUIT_COMPONENT_MAX).</translation>
    </message>
    <message>
        <source>The component %1 has %2 characters with its separators; at most %3 find a storage.</source>
        <translation>Die Komponente %1 hat mit ihren Trennern %2 Zeichen; höchstens %3 finden einen Speicher.</translation>
    </message>
    <message>
        <source>No signature is of EdDSA; RIOT boards hold Ed25519 keys only.</source>
        <translation>Keine Signatur ist von EdDSA; RIOT-Boards haben nur Ed25519-Schlüssel.</translation>
    </message>
    <message>
        <source>The manifest&apos;s digest is not SHA-256, the only one RIOT knows.</source>
        <translation>Der Digest des Manifests ist nicht SHA-256, der einzige, den RIOT kennt.</translation>
    </message>
    <message>
        <source>RIOT does not know %1 (%2). It comes after the install section: the board installs the image, stores the sequence number and then reports a failure.</source>
        <translation>RIOT kennt %1 (%2) nicht. Es kommt nach dem Abschnitt install: das Board installiert das Abbild, speichert die Sequenznummer und meldet dann einen Fehlschlag.</translation>
    </message>
    <message>
        <source>RIOT does not know %1 (%2) and stops there.</source>
        <translation>RIOT kennt %1 (%2) nicht und hält dort an.</translation>
    </message>
    <message>
        <source>this number</source>
        <translation>diese Zahl</translation>
    </message>
    <message>
        <source>a severed section</source>
        <translation>ein abgetrennter Abschnitt</translation>
    </message>
    <message>
        <source>%1 has nil in place of a reporting policy, as tools of 2019 wrote it.</source>
        <translation>%1 hat nil statt einer Berichtsregel, wie Werkzeuge von 2019 es schrieben.</translation>
    </message>
    <message>
        <source>The image&apos;s digest is of algorithm %1; RIOT compares 32 bytes of SHA-256 whatever the number says.</source>
        <translation>Der Digest des Abbilds ist nach Algorithmus %1; RIOT vergleicht 32 Bytes SHA-256, was auch die Nummer sagt.</translation>
    </message>
    <message>
        <source>Nothing compares the image after it was fetched: the board says &quot;update successful&quot;, but nothing is verified and nothing is kept.</source>
        <translation>Nichts vergleicht das Abbild nach dem Laden: das Board sagt „update successful“, aber nichts ist geprüft und nichts bleibt.</translation>
    </message>
    <message>
        <source>%1 compares, but no identifier was set.</source>
        <translation>%1 vergleicht, aber keine Kennung war gesetzt.</translation>
    </message>
    <message>
        <source>The manifest is for %1, the device is %2.</source>
        <translation>Das Manifest ist für %1, das Gerät ist %2.</translation>
    </message>
    <message>
        <source>On 64-bit hosts BOARD=native is built as native64, while the manifest tool takes native unless told otherwise.</source>
        <translation>Auf 64-Bit-Hosts wird BOARD=native als native64 gebaut, während das Manifest-Werkzeug ohne Angabe native nimmt.</translation>
    </message>
    <message>
        <source>The manifest is for the class native; on 64-bit hosts BOARD=native is built as native64.</source>
        <translation>Das Manifest ist für die Klasse native; auf 64-Bit-Hosts wird BOARD=native als native64 gebaut.</translation>
    </message>
    <message>
        <source>An offset is compared, but none was set.</source>
        <translation>Ein Offset wird verglichen, aber keiner war gesetzt.</translation>
    </message>
    <message>
        <source>The image is for offset 0x%1, the free slot is at 0x%2.</source>
        <translation>Das Abbild ist für Offset 0x%1, der freie Slot liegt bei 0x%2.</translation>
    </message>
    <message>
        <source>The vendor is not checked before the first fetch: the board&apos;s policy forbids it.</source>
        <translation>Der Hersteller wird vor dem ersten Laden nicht geprüft: die Regeln des Boards verbieten das.</translation>
    </message>
    <message>
        <source>The class is not checked before the first fetch: the board&apos;s policy forbids it.</source>
        <translation>Die Klasse wird vor dem ersten Laden nicht geprüft: die Regeln des Boards verbieten das.</translation>
    </message>
    <message>
        <source>One component is fetched twice.</source>
        <translation>Eine Komponente wird zweimal geladen.</translation>
    </message>
    <message>
        <source>The image&apos;s size is not set: &quot;Unable to start storage backend&quot;.</source>
        <translation>Die Größe des Abbilds ist nicht gesetzt: „Unable to start storage backend“.</translation>
    </message>
    <message>
        <source>The image has %1 bytes, the device has room for %2.</source>
        <translation>Das Abbild hat %1 Bytes, das Gerät hat Platz für %2.</translation>
    </message>
    <message>
        <source>Something is fetched, but no URI was set.</source>
        <translation>Etwas wird geladen, aber keine URI war gesetzt.</translation>
    </message>
    <message>
        <source>The manifest says %1 bytes, behind %2 are %3.</source>
        <translation>Das Manifest sagt %1 Bytes, hinter %2 sind %3.</translation>
    </message>
    <message>
        <source>Behind %1 is another image: its digest is %2, the manifest says %3….</source>
        <translation>Hinter %1 ist ein anderes Abbild: sein Digest ist %2, das Manifest sagt %3….</translation>
    </message>
    <message>
        <source>coaps needs a board built with DTLS: %1</source>
        <translation>coaps braucht ein Board mit DTLS: %1</translation>
    </message>
    <message>
        <source>The board fetches coap only: %1</source>
        <translation>Das Board lädt nur coap: %1</translation>
    </message>
    <message>
        <source>Host and port have %1 characters; at most 63 are read: %2</source>
        <translation>Host und Port haben %1 Zeichen; höchstens 63 werden gelesen: %2</translation>
    </message>
    <message>
        <source>%1 is no IPv6 address in brackets; names need a board built with DNS.</source>
        <translation>%1 ist keine IPv6-Adresse in Klammern; Namen brauchen ein Board mit DNS.</translation>
    </message>
    <message>
        <source>The longest request for %1 needs %2 bytes; the board has room for %3. Shorten the path.</source>
        <translation>Die längste Anfrage nach %1 braucht %2 Bytes; das Board hat Platz für %3. Den Pfad kürzen.</translation>
    </message>
    <message>
        <source>The URI has %1 characters; the board takes %2. Shorten it by %3: %4</source>
        <translation>Die URI hat %1 Zeichen; das Board nimmt %2. Um %3 kürzen: %4</translation>
    </message>
</context>
<context>
    <name>SuitOperations</name>
    <message>
        <source>The file with the manifest in its envelope.</source>
        <translation>Die Datei mit dem Manifest in seinem Envelope.</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
</context>
<context>
    <name>SuitPlan</name>
    <message>
        <source>the file name &apos;%1&apos; can not stand in a URI as it is</source>
        <translation>der Dateiname „%1“ kann so nicht in einer URI stehen</translation>
    </message>
    <message>
        <source>Rename the file: letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos; are safe. Boards do not decode %20.</source>
        <translation>Die Datei umbenennen: Buchstaben, Ziffern, &apos;.&apos;, &apos;_&apos; und &apos;-&apos; sind sicher. Boards lösen %20 nicht auf.</translation>
    </message>
    <message>
        <source>%1 begins like a riotboot image, but the checksum of its header is wrong.</source>
        <translation>%1 beginnt wie ein riotboot-Abbild, aber die Prüfsumme seines Kopfs ist falsch.</translation>
    </message>
    <message>
        <source>%1 has version %2 in its riotboot header, the manifest has sequence number %3; a board compares the next manifest with the header.</source>
        <translation>%1 hat Version %2 in seinem riotboot-Kopf, das Manifest die Sequenznummer %3; ein Board vergleicht das nächste Manifest mit dem Kopf.</translation>
    </message>
    <message>
        <source>two different files would be fetched as %1</source>
        <translation>zwei verschiedene Dateien würden als %1 geladen</translation>
    </message>
    <message>
        <source>--vendor and --class say for which boards it is; both are needed</source>
        <translation>--vendor und --class sagen, für welche Boards es ist; beide sind nötig</translation>
    </message>
    <message>
        <source>--uri-base says where boards fetch the files from</source>
        <translation>--uri-base sagt, woher Boards die Dateien laden</translation>
    </message>
    <message>
        <source>For example --uri-base coap://[2001:db8::1]/lamp</source>
        <translation>Zum Beispiel --uri-base coap://[2001:db8::1]/lamp</translation>
    </message>
    <message>
        <source>The clock stands at %1, so the sequence number made of it is %2: boards that have taken anything newer will refuse it. Set the clock or give --sequence.</source>
        <translation>Die Uhr steht auf %1, also ist die Sequenznummer daraus %2: Boards, die Neueres genommen haben, lehnen sie ab. Die Uhr stellen oder --sequence angeben.</translation>
    </message>
    <message>
        <source>give the images either with --component or with --riot-json</source>
        <translation>die Abbilder entweder mit --component oder mit --riot-json angeben</translation>
    </message>
    <message>
        <source>what was made does not pass our own check: %1 (%2)</source>
        <translation>das Ergebnis besteht unsere eigene Prüfung nicht: %1 (%2)</translation>
    </message>
    <message>
        <source>The signing key: its name on the bench or a PEM file. Several sign one after the other.</source>
        <translation>Der Signaturschlüssel: sein Name auf der Werkbank oder eine PEM-Datei. Mehrere signieren nacheinander.</translation>
    </message>
    <message>
        <source>A component and its image. NAME is ram,0 or hex:00 or /nvm0/SLOT0.txt; the same NAME twice with different offsets makes two slots.</source>
        <translation>Eine Komponente und ihr Abbild. NAME ist ram,0 oder hex:00 oder /nvm0/SLOT0.txt; derselbe NAME zweimal mit verschiedenen Offsets ergibt zwei Slots.</translation>
    </message>
    <message>
        <source>The vendor&apos;s domain, or its UUID.</source>
        <translation>Die Domäne des Herstellers oder ihre UUID.</translation>
    </message>
    <message>
        <source>The board&apos;s name, or the class&apos;s UUID.</source>
        <translation>Der Name des Boards oder die UUID der Klasse.</translation>
    </message>
    <message>
        <source>The sequence number; without it the seconds since 1970, as RIOT&apos;s make takes them.</source>
        <translation>Die Sequenznummer; ohne sie die Sekunden seit 1970, wie RIOTs make sie nimmt.</translation>
    </message>
    <message>
        <source>Where boards find the files; the file&apos;s name is put behind it.</source>
        <translation>Wo Boards die Dateien finden; der Name der Datei wird angehängt.</translation>
    </message>
    <message>
        <source>09 for RIOT, 37 for devices that follow the present draft.</source>
        <translation>09 für RIOT, 37 für Geräte nach dem heutigen Draft.</translation>
    </message>
    <message>
        <source>Where the manifest itself can be had; RIOT refuses it.</source>
        <translation>Wo das Manifest selbst zu haben ist; RIOT lehnt das ab.</translation>
    </message>
    <message>
        <source>The first component is invoked in the end; RIOT reboots by itself and refuses it.</source>
        <translation>Am Ende wird die erste Komponente aufgerufen; RIOT startet von selbst neu und lehnt das ab.</translation>
    </message>
    <message>
        <source>Take components and sequence number from the JSON that RIOT&apos;s gen_manifest.py writes.</source>
        <translation>Komponenten und Sequenznummer aus dem JSON nehmen, das RIOTs gen_manifest.py schreibt.</translation>
    </message>
    <message>
        <source>How many components the RIOT build takes.</source>
        <translation>Wie viele Komponenten der RIOT-Build nimmt.</translation>
    </message>
</context>
<context>
    <name>SuitReleaseOperations</name>
    <message>
        <source>an image can not have the name &quot;%1&quot;: the manifest has it</source>
        <translation>ein Abbild kann nicht „%1“ heißen: so heißt das Manifest</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>Der Datei einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>For a negative test build it with allow-invalid.</source>
        <translation>Für einen Negativtest mit allow-invalid bauen.</translation>
    </message>
    <message>
        <source>%1: %2, manifest of %3 bytes, sequence number %4</source>
        <translation>%1: %2, Manifest mit %3 Bytes, Sequenznummer %4</translation>
    </message>
    <message>
        <source>the file has changed while the release was built</source>
        <translation>die Datei hat sich geändert, während das Release gebaut wurde</translation>
    </message>
    <message>
        <source>Build it again when the file is complete.</source>
        <translation>Noch einmal bauen, wenn die Datei vollständig ist.</translation>
    </message>
    <message>
        <source>Prepared %1; not served yet</source>
        <translation>%1 vorbereitet; noch nicht ausgeliefert</translation>
    </message>
    <message>
        <source>Published %1</source>
        <translation>%1 veröffentlicht</translation>
    </message>
    <message>
        <source>Would publish %1</source>
        <translation>Würde %1 veröffentlichen</translation>
    </message>
    <message>
        <source>The id under which the release is published.</source>
        <translation>Die Kennung, unter der das Release veröffentlicht wird.</translation>
    </message>
    <message>
        <source>The boards are built with DTLS.</source>
        <translation>Die Boards sind mit DTLS gebaut.</translation>
    </message>
    <message>
        <source>The boards can resolve host names.</source>
        <translation>Die Boards können Rechnernamen auflösen.</translation>
    </message>
    <message>
        <source>The version to show; by default the sequence number.</source>
        <translation>Die Version, die gezeigt wird; sonst die Sequenznummer.</translation>
    </message>
    <message>
        <source>Keep it as a draft, without serving it.</source>
        <translation>Als Entwurf behalten, ohne es auszuliefern.</translation>
    </message>
    <message>
        <source>Publish although a board would refuse it: for negative tests.</source>
        <translation>Veröffentlichen, obwohl ein Board es abweisen würde: für Negativtests.</translation>
    </message>
    <message>
        <source>Tell what would be published and what a board would say; write nothing.</source>
        <translation>Sagen, was veröffentlicht würde und was ein Board dazu sagte; nichts schreiben.</translation>
    </message>
    <message>
        <source>Makes a manifest for images, signs it and publishes all of it as a release.</source>
        <translation>Baut ein Manifest für Abbilder, signiert es und veröffentlicht alles als Release.</translation>
    </message>
    <message>
        <source>suit.build and release.publish in one step: the manifest gets the name &quot;manifest&quot;, the images keep theirs. What a board would refuse is not published: also a sequence number that is not above the last one of this id.</source>
        <translation>suit.build und release.publish in einem Schritt: das Manifest heißt „manifest“, die Abbilder behalten ihre Namen. Was ein Board abweisen würde, wird nicht veröffentlicht: auch keine Sequenznummer, die nicht über der letzten dieser Kennung liegt.</translation>
    </message>
    <message>
        <source>The release, with dialect, sequence, components, lint and warnings.</source>
        <translation>Das Release, mit dialect, sequence, components, lint und warnings.</translation>
    </message>
</context>
<context>
    <name>SuitTree</name>
    <message>
        <source>SUIT envelope</source>
        <translation>SUIT-Envelope</translation>
    </message>
    <message>
        <source>%1, %2 bytes</source>
        <translation>%1, %2 Bytes</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source> (%1 bytes)</source>
        <translation> (%1 Bytes)</translation>
    </message>
    <message>
        <source>integrated-payload %1</source>
        <translation>integrated-payload %1</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>manifest-digest</source>
        <translation>manifest-digest</translation>
    </message>
    <message>
        <source>block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>no signature</source>
        <translation>keine Signatur</translation>
    </message>
    <message>
        <source>COSE, untagged</source>
        <translation>COSE, ohne Tag</translation>
    </message>
    <message>
        <source>COSE, tag %1</source>
        <translation>COSE, Tag %1</translation>
    </message>
    <message>
        <source>detached: the manifest-digest</source>
        <translation>getrennt: der manifest-digest</translation>
    </message>
    <message>
        <source>severed, %1</source>
        <translation>abgetrennt, %1</translation>
    </message>
    <message>
        <source> (the content is not in the envelope)</source>
        <translation> (der Inhalt ist nicht im Envelope)</translation>
    </message>
    <message>
        <source>component %1</source>
        <translation>Komponente %1</translation>
    </message>
    <message>
        <source>command without argument</source>
        <translation>Befehl ohne Argument</translation>
    </message>
    <message>
        <source>policy: %1</source>
        <translation>Regel: %1</translation>
    </message>
    <message>
        <source>try %1</source>
        <translation>versuche %1</translation>
    </message>
    <message>
        <source>nothing: go on</source>
        <translation>nichts: weiter</translation>
    </message>
    <message>
        <source>private enterprise number %1</source>
        <translation>Private Enterprise Number %1</translation>
    </message>
    <message>
        <source>%1 bytes (%2)</source>
        <translation>%1 Bytes (%2)</translation>
    </message>
</context>
<context>
    <name>TargetPreview</name>
    <message>
        <source>nothing reported yet</source>
        <translation>noch nichts gemeldet</translation>
    </message>
    <message>
        <source>revoked: it is refused until it gets a new token</source>
        <translation>entzogen: es wird abgelehnt, bis es ein neues Token bekommt</translation>
    </message>
    <message>
        <source>is at work on %1 (%2), which is superseded</source>
        <translation>arbeitet an %1 (%2), das abgelöst wird</translation>
    </message>
    <message>
        <source>is at work on it (%1); it is asked again</source>
        <translation>arbeitet daran (%1); es wird noch einmal verlangt</translation>
    </message>
    <message>
        <source>was asked for it already; it is asked again</source>
        <translation>wurde schon danach gefragt; es wird noch einmal verlangt</translation>
    </message>
    <message>
        <source>%1 (%2) is overwritten</source>
        <translation>%1 (%2) wird überschrieben</translation>
    </message>
    <message>
        <source>is not activated yet: it gets it when it is</source>
        <translation>ist noch nicht aktiviert: es bekommt es danach</translation>
    </message>
    <message>
        <source>runs it already</source>
        <translation>führt es schon aus</translation>
    </message>
    <message>
        <source>waits: it gets it at once</source>
        <translation>wartet: es bekommt es sofort</translation>
    </message>
    <message>
        <source>gets it when it asks next</source>
        <translation>bekommt es, wenn es das nächste Mal fragt</translation>
    </message>
    <message>
        <source>not fetched yet</source>
        <translation>noch nicht geholt</translation>
    </message>
    <message>
        <source>told</source>
        <translation>mitgeteilt</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>cleared by it</source>
        <translation>von ihm geleert</translation>
    </message>
    <message>
        <source>answered otherwise</source>
        <translation>anders beantwortet</translation>
    </message>
    <message>
        <source>is connected: it gets it at once</source>
        <translation>ist verbunden: es bekommt es sofort</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>cancelled at the prompt</source>
        <translation>an der Eingabe abgebrochen</translation>
    </message>
    <message>
        <source>a secret is needed (%1) and there is no terminal to ask on</source>
        <translation>ein Geheimnis ist nötig (%1), und es gibt kein Terminal zum Fragen</translation>
    </message>
    <message>
        <source>Give it with --password-file.</source>
        <translation>Mit --password-file angeben.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>an update</source>
        <translation>ein Update</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>the board works on %1 that was not started here</source>
        <translation>das Board arbeitet an %1, das nicht hier begonnen wurde</translation>
    </message>
    <message>
        <source>%1 is offered to the board</source>
        <translation>%1 wird dem Board angeboten</translation>
    </message>
    <message>
        <source>another update takes its place</source>
        <translation>ein anderes Update tritt an seine Stelle</translation>
    </message>
    <message>
        <source>version %1 takes its place</source>
        <translation>Version %1 tritt an seine Stelle</translation>
    </message>
    <message>
        <source>the board began anew: this attempt ends here</source>
        <translation>das Board begann von neuem: dieser Versuch endet hier</translation>
    </message>
    <message>
        <source>offered again</source>
        <translation>erneut angeboten</translation>
    </message>
    <message>
        <source>alive again after %1</source>
        <translation>nach %1 wieder da</translation>
    </message>
    <message>
        <source>the disk does not take the raw bytes of %1 any more: they are not recorded</source>
        <translation>die Platte nimmt die rohen Bytes von %1 nicht mehr: sie werden nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 events were lost while the store could not be written</source>
        <translation>%1 Ereignisse gingen verloren, während nicht zu schreiben war</translation>
    </message>
    <message>
        <source>silent for %1 while %2; the limit is %3</source>
        <translation>seit %1 still während: %2; die Grenze ist %3</translation>
    </message>
</context>
<context>
    <name>TimelineExport</name>
    <message>
        <source>there is no session %1</source>
        <translation>es gibt keine Sitzung %1</translation>
    </message>
    <message>
        <source>the export was cancelled after %1 events</source>
        <translation>der Export wurde nach %1 Ereignissen abgebrochen</translation>
    </message>
</context>
<context>
    <name>TimelineOperations</name>
    <message>
        <source>The session&apos;s number.</source>
        <translation>Die Nummer der Sitzung.</translation>
    </message>
    <message>
        <source>Only this board.</source>
        <translation>Nur dieses Board.</translation>
    </message>
    <message>
        <source>Only events that are at least this serious.</source>
        <translation>Nur Ereignisse, die mindestens so ernst sind.</translation>
    </message>
    <message>
        <source>Only events of this stream.</source>
        <translation>Nur Ereignisse dieses Stroms.</translation>
    </message>
    <message>
        <source>Only events of this kind.</source>
        <translation>Nur Ereignisse dieser Art.</translation>
    </message>
    <message>
        <source>Only events with this in their message.</source>
        <translation>Nur Ereignisse mit diesem Text in ihrer Nachricht.</translation>
    </message>
    <message>
        <source> (simulated)</source>
        <translation> (simuliert)</translation>
    </message>
    <message>
        <source>No sessions. They begin when a release is offered or a board fetches one.</source>
        <translation>Keine Sitzungen. Sie beginnen, wenn ein Release angeboten wird oder ein Board eines lädt.</translation>
    </message>
    <message>
        <source>SESSION</source>
        <translation>SITZUNG</translation>
    </message>
    <message>
        <source>OPENED</source>
        <translation>BEGONNEN</translation>
    </message>
    <message>
        <source>BOARD</source>
        <translation>BOARD</translation>
    </message>
    <message>
        <source>WORLD</source>
        <translation>WELT</translation>
    </message>
    <message>
        <source>TARGET</source>
        <translation>ZIEL</translation>
    </message>
    <message>
        <source>ATTEMPT</source>
        <translation>VERSUCH</translation>
    </message>
    <message>
        <source>PHASE</source>
        <translation>PHASE</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>REASON</source>
        <translation>GRUND</translation>
    </message>
    <message>
        <source>there is no session %1</source>
        <translation>es gibt keine Sitzung %1</translation>
    </message>
    <message>
        <source>otaw timeline list shows the sessions.</source>
        <translation>otaw timeline list zeigt die Sitzungen.</translation>
    </message>
    <message>
        <source>There may be more: --limit shows them.</source>
        <translation>Vielleicht gibt es mehr: --limit zeigt sie.</translation>
    </message>
    <message>
        <source>--until-end needs --session</source>
        <translation>--until-end braucht --session</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n events to %1</source>
        <translation>
            <numerusform>%n Ereignis nach %1 geschrieben</numerusform>
            <numerusform>%n Ereignisse nach %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % (%2–%3)</source>
        <translation>%1 % (%2–%3)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>ENDED</source>
        <translation>BEENDET</translation>
    </message>
    <message>
        <source>OPEN</source>
        <translation>OFFEN</translation>
    </message>
    <message>
        <source>GOOD (95 % INTERVAL)</source>
        <translation>GUT (95-%-INTERVALL)</translation>
    </message>
    <message>
        <source>MEDIAN TIME</source>
        <translation>MEDIANE ZEIT</translation>
    </message>
    <message>
        <source>SESSIONS</source>
        <translation>SITZUNGEN</translation>
    </message>
    <message>
        <source>MIN</source>
        <translation>MIN</translation>
    </message>
    <message>
        <source>MEDIAN</source>
        <translation>MEDIAN</translation>
    </message>
    <message>
        <source>P95</source>
        <translation>P95</translation>
    </message>
    <message>
        <source>MAX</source>
        <translation>MAX</translation>
    </message>
    <message>
        <source>Removed session %1</source>
        <translation>Sitzung %1 entfernt</translation>
    </message>
    <message>
        <source>--older-than or --max-events must be given</source>
        <translation>--older-than oder --max-events muss angegeben sein</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n sessions</source>
        <translation>
            <numerusform>%n Sitzung entfernt</numerusform>
            <numerusform>%n Sitzungen entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>At most so many.</source>
        <translation>Höchstens so viele.</translation>
    </message>
    <message>
        <source>Only sessions to this version.</source>
        <translation>Nur Sitzungen zu dieser Version.</translation>
    </message>
    <message>
        <source>List the sessions, newest first.</source>
        <translation>Listet die Sitzungen, die neueste zuerst.</translation>
    </message>
    <message>
        <source>Only sessions with this result.</source>
        <translation>Nur Sitzungen mit diesem Ergebnis.</translation>
    </message>
    <message>
        <source>Only sessions that may still change.</source>
        <translation>Nur Sitzungen, die sich noch ändern können.</translation>
    </message>
    <message>
        <source>`sessions`, each with its result, reason and one sentence.</source>
        <translation>`sessions`, jede mit Ergebnis, Grund und einem Satz.</translation>
    </message>
    <message>
        <source>Show a session: its result in a sentence, its phases, findings and events.</source>
        <translation>Zeigt eine Sitzung: ihr Ergebnis in einem Satz, ihre Phasen, Befunde und Ereignisse.</translation>
    </message>
    <message>
        <source>Show events as they come, one a line, until it is interrupted.</source>
        <translation>Zeigt Ereignisse, wie sie kommen, eines je Zeile, bis es unterbrochen wird.</translation>
    </message>
    <message>
        <source>Works beside a program that holds the bench. With --until-end it ends when the session has ended; the exit status then says whether it ended well.</source>
        <translation>Geht neben einem Programm, das die Werkbank hält. Mit --until-end endet es, wenn die Sitzung zu Ende ist; der Rückgabewert sagt dann, ob sie gut endete.</translation>
    </message>
    <message>
        <source>Begin behind the event with this number; 0 is the beginning.</source>
        <translation>Hinter dem Ereignis mit dieser Nummer beginnen; 0 ist der Anfang.</translation>
    </message>
    <message>
        <source>Begin with so many of the last events.</source>
        <translation>Mit so vielen der letzten Ereignisse beginnen.</translation>
    </message>
    <message>
        <source>End when the session has ended.</source>
        <translation>Enden, wenn die Sitzung zu Ende ist.</translation>
    </message>
    <message>
        <source>A record an event; last `last_seq`, or the session with --until-end.</source>
        <translation>Ein Datensatz je Ereignis; zuletzt `last_seq` oder mit --until-end die Sitzung.</translation>
    </message>
    <message>
        <source>Write a session, or everything, to a file.</source>
        <translation>Schreibt eine Sitzung oder alles in eine Datei.</translation>
    </message>
    <message>
        <source>Secrets are masked, and sessions of simulated boards are marked. A trace opens in Perfetto.</source>
        <translation>Geheimnisse sind verdeckt, Sitzungen simulierter Boards gekennzeichnet. Ein Trace öffnet sich in Perfetto.</translation>
    </message>
    <message>
        <source>The form of the file.</source>
        <translation>Die Form der Datei.</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>Die Datei.</translation>
    </message>
    <message>
        <source>`file`, `format` and the number of `events`.</source>
        <translation>`file`, `format` und die Zahl der `events`.</translation>
    </message>
    <message>
        <source>How long the phases take and how many sessions end well, by target.</source>
        <translation>Wie lange die Phasen dauern und wie viele Sitzungen gut enden, nach Ziel.</translation>
    </message>
    <message>
        <source>Rates with 95 % intervals, `phases` with min, median, p95, max, and the same by `targets`.</source>
        <translation>Raten mit 95-%-Intervallen, `phases` mit min, median, p95, max und dasselbe nach `targets`.</translation>
    </message>
    <message>
        <source>Remove a session with its events and raw bytes.</source>
        <translation>Entfernt eine Sitzung mit ihren Ereignissen und rohen Bytes.</translation>
    </message>
    <message>
        <source>Remove old sessions; open and pinned ones and the newest of each board stay.</source>
        <translation>Entfernt alte Sitzungen; offene, angeheftete und die neueste jedes Boards bleiben.</translation>
    </message>
    <message>
        <source>Sessions without an event for so many days.</source>
        <translation>Sitzungen ohne Ereignis seit so vielen Tagen.</translation>
    </message>
    <message>
        <source>The oldest, until no more events than this are left.</source>
        <translation>Die ältesten, bis nicht mehr Ereignisse als diese übrig sind.</translation>
    </message>
    <message>
        <source>So many of each board stay in any case.</source>
        <translation>So viele je Board bleiben auf jeden Fall.</translation>
    </message>
    <message>
        <source>`removed`: the numbers of the sessions.</source>
        <translation>`removed`: die Nummern der Sitzungen.</translation>
    </message>
    <message>
        <source>#%1 %2, attempt %3, %4</source>
        <translation>#%1 %2, Versuch %3, %4</translation>
    </message>
    <message>
        <source>DIFFERENCE</source>
        <translation>UNTERSCHIED</translation>
    </message>
    <message>
        <source>BYTES %1</source>
        <translation>BYTES %1</translation>
    </message>
    <message>
        <source>no report of &apos;%1&apos; says what time the device has</source>
        <translation>keine Meldung von „%1“ sagt, welche Zeit das Gerät hat</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2; %n report(s)</source>
        <translation>
            <numerusform>%1: %2; eine Meldung</numerusform>
            <numerusform>%1: %2; %n Meldungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; it jumped %n time(s)</source>
        <translation>
            <numerusform>; sie sprang einmal</numerusform>
            <numerusform>; sie sprang %n-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s over the last %2 s</source>
        <translation>%1/s über die letzten %2 s</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>the note says nothing</source>
        <translation>der Hinweis sagt nichts</translation>
    </message>
    <message>
        <source>Noted in session %1</source>
        <translation>In Sitzung %1 vermerkt</translation>
    </message>
    <message>
        <source>Lay two sessions beside each other: their phases in time and bytes.</source>
        <translation>Legt zwei Sitzungen nebeneinander: ihre Phasen in Zeit und Bytes.</translation>
    </message>
    <message>
        <source>The session to compare with.</source>
        <translation>Die Sitzung, mit der verglichen wird.</translation>
    </message>
    <message>
        <source>`session`, `other` and `phases` with their times, bytes and differences.</source>
        <translation>`session`, `other` und `phases` mit Zeiten, Bytes und Unterschieden.</translation>
    </message>
    <message>
        <source>Show how far a board&apos;s clock is from ours.</source>
        <translation>Zeigt, wie weit die Uhr eines Boards von unserer abweicht.</translation>
    </message>
    <message>
        <source>A robust line through the times that its newest reports gave. Nothing that was recorded changes by it.</source>
        <translation>Eine robuste Gerade durch die Zeiten, die seine neuesten Meldungen nannten. Nichts Aufgezeichnetes ändert sich dadurch.</translation>
    </message>
    <message>
        <source>The board.</source>
        <translation>Das Board.</translation>
    </message>
    <message>
        <source>`clock`, `offset_ms` (board minus ours), `spread_ms`, `drift_ppm`, `reports` and `jumps`.</source>
        <translation>`clock`, `offset_ms` (Board minus unsere), `spread_ms`, `drift_ppm`, `reports` und `jumps`.</translation>
    </message>
    <message>
        <source>Write a note into a session.</source>
        <translation>Schreibt einen Hinweis in eine Sitzung.</translation>
    </message>
    <message>
        <source>For people: what was plugged, pressed or seen. It is an event like any other.</source>
        <translation>Für Menschen: was gesteckt, gedrückt oder gesehen wurde. Es ist ein Ereignis wie jedes andere.</translation>
    </message>
    <message>
        <source>What is to be remembered.</source>
        <translation>Was in Erinnerung bleiben soll.</translation>
    </message>
    <message>
        <source>The session&apos;s number and the note&apos;s `seq`.</source>
        <translation>Die Nummer der Sitzung und das `seq` des Hinweises.</translation>
    </message>
    <message>
        <source>there is no event %1</source>
        <translation>es gibt kein Ereignis %1</translation>
    </message>
    <message>
        <source>otaw timeline show SESSION --code note.person shows the notes of a session.</source>
        <translation>otaw timeline show SITZUNG --code note.person zeigt die Hinweise einer Sitzung.</translation>
    </message>
    <message>
        <source>event %1 is not a note that a person wrote</source>
        <translation>Ereignis %1 ist kein Hinweis, den ein Mensch schrieb</translation>
    </message>
    <message>
        <source>Removed a note from session %1</source>
        <translation>Einen Hinweis aus Sitzung %1 entfernt</translation>
    </message>
    <message>
        <source>Remove a note that a person wrote.</source>
        <translation>Entfernt einen Hinweis, den ein Mensch schrieb.</translation>
    </message>
    <message>
        <source>Only notes: what a device or a service said stays as it is.</source>
        <translation>Nur Hinweise: was ein Gerät oder ein Dienst sagte, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>The number of the note&apos;s event.</source>
        <translation>Die Nummer des Ereignisses, das der Hinweis ist.</translation>
    </message>
    <message>
        <source>The session&apos;s number and the note&apos;s `seq` and `text`.</source>
        <translation>Die Nummer der Sitzung, `seq` und `text` des Hinweises.</translation>
    </message>
    <message>
        <source>The board&apos;s clock: %1</source>
        <translation>Die Uhr des Boards: %1</translation>
    </message>
    <message>
        <source>The session with `versions`, `phases`, `findings` and `event_list`.</source>
        <translation>Die Sitzung mit `versions`, `phases`, `findings` und `event_list`.</translation>
    </message>
</context>
<context>
    <name>TimelineText</name>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>BOARD</source>
        <translation>BOARD</translation>
    </message>
    <message>
        <source>SESSION</source>
        <translation>SITZUNG</translation>
    </message>
    <message>
        <source>STREAM</source>
        <translation>STROM</translation>
    </message>
    <message>
        <source>PHASE</source>
        <translation>PHASE</translation>
    </message>
    <message>
        <source>EDGE</source>
        <translation>KANTE</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>MESSAGE</source>
        <translation>NACHRICHT</translation>
    </message>
    <message>
        <source> (%1 folded)</source>
        <translation> (%1 gefaltet)</translation>
    </message>
    <message>
        <source>, attempt %1</source>
        <translation>, Versuch %1</translation>
    </message>
    <message>
        <source>SIMULATED BOARD</source>
        <translation>SIMULIERTES BOARD</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>not started here</source>
        <translation>nicht hier begonnen</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Payload sent</source>
        <translation>Gesendete Nutzdaten</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>BEGAN</source>
        <translation>BEGANN</translation>
    </message>
    <message>
        <source>LASTED</source>
        <translation>DAUERTE</translation>
    </message>
    <message>
        <source>SEVERITY</source>
        <translation>SCHWERE</translation>
    </message>
    <message>
        <source>CHECKER</source>
        <translation>PRÜFER</translation>
    </message>
    <message>
        <source>FINDING</source>
        <translation>BEFUND</translation>
    </message>
    <message>
        <source>TIMES</source>
        <translation>MAL</translation>
    </message>
    <message>
        <source>WHAT</source>
        <translation>WAS</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, um %2</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>%1, and not any more</source>
        <translation>%1, und jetzt nicht mehr</translation>
    </message>
</context>
<context>
    <name>Tr</name>
    <message>
        <source>byte string</source>
        <translation>Byte-String</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>map</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Element</translation>
    </message>
</context>
<context>
    <name>TransferEvents</name>
    <message>
        <source> from byte %1</source>
        <translation> ab Byte %1</translation>
    </message>
    <message>
        <source>%1 asks for %2%3 (%4)</source>
        <translation>%1 fragt nach %2%3 (%4)</translation>
    </message>
    <message>
        <source>%1 asks for %2%3</source>
        <translation>%1 fragt nach %2%3</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>%1 von %2 gesendet</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 gesendet</translation>
    </message>
    <message>
        <source>the last byte of %1 was sent (%2)</source>
        <translation>das letzte Byte von %1 wurde gesendet (%2)</translation>
    </message>
</context>
<context>
    <name>TransferModel</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no block for %1</source>
        <translation>seit %1 kein Block</translation>
    </message>
    <message>
        <source>nothing for %1</source>
        <translation>seit %1 nichts</translation>
    </message>
</context>
<context>
    <name>VirtualGateway</name>
    <message>
        <source>the folder can not be made</source>
        <translation>der Ordner lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>activation: %1 %2</source>
        <translation>Aktivierung: %1 %2</translation>
    </message>
    <message>
        <source>waiting: %1 %2</source>
        <translation>Warten: %1 %2</translation>
    </message>
    <message>
        <source>reporting: %1 %2</source>
        <translation>Melden: %1 %2</translation>
    </message>
    <message>
        <source>MQTT: %1</source>
        <translation>MQTT: %1</translation>
    </message>
    <message>
        <source>no valid request</source>
        <translation>kein gültiger Auftrag</translation>
    </message>
    <message>
        <source>no room: %1 of %2 bytes</source>
        <translation>kein Platz: %1 von %2 Bytes</translation>
    </message>
    <message>
        <source>as it was told to</source>
        <translation>wie ihm aufgetragen</translation>
    </message>
    <message>
        <source>status 416</source>
        <translation>Status 416</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>a part from elsewhere</source>
        <translation>ein Teil von anderswo</translation>
    </message>
    <message>
        <source>download: %1</source>
        <translation>Download: %1</translation>
    </message>
    <message>
        <source>the digest is another one</source>
        <translation>der Digest ist ein anderer</translation>
    </message>
    <message>
        <source>it can not be written</source>
        <translation>es lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>it takes too long</source>
        <translation>es dauert zu lange</translation>
    </message>
    <message>
        <source>no image is valid; it begins anew when its folder is removed</source>
        <translation>kein Image ist gültig; es beginnt von neuem, wenn sein Ordner entfernt wird</translation>
    </message>
    <message>
        <source>no image is valid</source>
        <translation>kein Image ist gültig</translation>
    </message>
    <message>
        <source>it is longer than its size</source>
        <translation>es ist länger als seine Größe</translation>
    </message>
    <message>
        <source>it was sent to %1</source>
        <translation>es wurde nach %1 geschickt</translation>
    </message>
    <message>
        <source>version %1 is older than %2</source>
        <translation>Version %1 ist älter als %2</translation>
    </message>
    <message>
        <source>not reachable: %1</source>
        <translation>nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>not reachable: status %1</source>
        <translation>nicht erreichbar: Status %1</translation>
    </message>
    <message>
        <source>the new image does not start</source>
        <translation>das neue Image startet nicht</translation>
    </message>
</context>
<context>
    <name>VirtualOperations</name>
    <message>
        <source>DEFECT</source>
        <translation>DEFEKT</translation>
    </message>
    <message>
        <source>CASE</source>
        <translation>FALL</translation>
    </message>
    <message>
        <source>WHAT THE BOARD DOES</source>
        <translation>WAS DAS BOARD TUT</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no IP address with a port</source>
        <translation>„%1“ ist keine IP-Adresse mit Port</translation>
    </message>
    <message>
        <source>The boards hold no key, because the bench has none: they will refuse every manifest. otaw key new NAME --alg ed25519 makes one.</source>
        <translation>Die Boards haben keinen Schlüssel, denn die Werkbank hat keinen: sie werden jedes Manifest ablehnen. otaw key new NAME --alg ed25519 erzeugt einen.</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>runs version %1 from slot %2</source>
        <translation>läuft mit Version %1 aus Slot %2</translation>
    </message>
    <message>
        <source>told to fetch %1</source>
        <translation>soll %1 laden</translation>
    </message>
    <message>
        <source>reports success</source>
        <translation>meldet Erfolg</translation>
    </message>
    <message>
        <source>reports failure</source>
        <translation>meldet einen Fehlschlag</translation>
    </message>
    <message>
        <source>; installed</source>
        <translation>; installiert</translation>
    </message>
    <message>
        <source>; nothing installed</source>
        <translation>; nichts installiert</translation>
    </message>
    <message>
        <source>lost its power</source>
        <translation>verlor den Strom</translation>
    </message>
    <message>
        <source>does not start any more: %1</source>
        <translation>startet nicht mehr: %1</translation>
    </message>
    <message>
        <source>%1  ready at %2, console %3</source>
        <translation>%1  bereit bei %2, Konsole %3</translation>
    </message>
    <message>
        <source>several boards can not share one address and port</source>
        <translation>mehrere Boards können nicht eine Adresse mit Port teilen</translation>
    </message>
    <message>
        <source>give port 0, or no address: then each gets its own</source>
        <translation>Port 0 angeben oder keine Adresse: dann bekommt jedes eine eigene</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>The boards&apos; names. Without any: virtual1.</source>
        <translation>Die Namen der Boards. Ohne: virtual1.</translation>
    </message>
    <message>
        <source>That many more, named virtual1, virtual2 …</source>
        <translation>So viele mehr, mit den Namen virtual1, virtual2 …</translation>
    </message>
    <message>
        <source>What the boards do wrong; otaw board defects explains them.</source>
        <translation>Was die Boards falsch machen; otaw board defects erklärt es.</translation>
    </message>
    <message>
        <source>Where they listen. Without it each has a loopback address of its own, made from its name, because a device is known by its address.</source>
        <translation>Wo sie lauschen. Ohne hat jedes eine eigene Loopback-Adresse aus seinem Namen, denn ein Gerät ist an seiner Adresse zu erkennen.</translation>
    </message>
    <message>
        <source>Also prints what the boards print on their consoles.</source>
        <translation>Gibt auch aus, was die Boards auf ihren Konsolen ausgeben.</translation>
    </message>
    <message>
        <source>A key that is compiled in: of the bench, or a PEM file. Without it: all Ed25519 keys of the bench (all keys with --exact).</source>
        <translation>Ein eingebauter Schlüssel: von der Werkbank oder eine PEM-Datei. Ohne: alle Ed25519-Schlüssel der Werkbank (mit --exact alle Schlüssel).</translation>
    </message>
    <message>
        <source>The boards&apos; identity and key for coaps.</source>
        <translation>Identität und Schlüssel der Boards für coaps.</translation>
    </message>
    <message>
        <source>The vendor&apos;s domain.</source>
        <translation>Die Domäne des Herstellers.</translation>
    </message>
    <message>
        <source>The board&apos;s name, or its class as a UUID.</source>
        <translation>Der Name des Boards oder seine Klasse als UUID.</translation>
    </message>
    <message>
        <source>Two flash slots with a boot loader, or RAM regions and files as on native64.</source>
        <translation>Zwei Flash-Slots mit Bootloader oder RAM-Bereiche und Dateien wie auf native64.</translation>
    </message>
    <message>
        <source>Room for one image, in KiB.</source>
        <translation>Platz für ein Abbild, in KiB.</translation>
    </message>
    <message>
        <source>Bytes the boards ask for at once; 1024 is RIOT&apos;s LARGE_BLOCKS.</source>
        <translation>Wie viele Bytes die Boards auf einmal verlangen; 1024 ist RIOTs LARGE_BLOCKS.</translation>
    </message>
    <message>
        <source>The power goes once, when that much of a payload is there.</source>
        <translation>Der Strom fällt einmal aus, wenn so viel von Nutzdaten da ist.</translation>
    </message>
    <message>
        <source>How long they wait for answers and before a restart, in percent of what RIOT does.</source>
        <translation>Wie lange sie auf Antworten und vor einem Neustart warten, in Prozent von RIOT.</translation>
    </message>
    <message>
        <source>That many of a hundred datagrams of its downloads are lost, in either direction.</source>
        <translation>So viele von hundert Datagrammen ihrer Downloads gehen verloren, in jeder Richtung.</translation>
    </message>
    <message>
        <source>Records their consoles in the timeline. Holds the bench: not beside otaw serve.</source>
        <translation>Zeichnet ihre Konsolen im Verlauf auf. Hält die Werkbank: nicht neben otaw serve.</translation>
    </message>
    <message>
        <source>Run virtual RIOT boards until they are interrupted.</source>
        <translation>Lässt virtuelle RIOT-Boards laufen, bis sie unterbrochen werden.</translation>
    </message>
    <message>
        <source>Real SUIT clients without hardware. Each has CoAP resources, flash slots that survive a restart and a console at a pseudo terminal, which any terminal program opens. Runs beside otaw serve on the same bench.</source>
        <translation>Echte SUIT-Clients ohne Hardware. Jedes hat CoAP-Ressourcen, Flash-Slots, die einen Neustart überstehen, und eine Konsole an einem Pseudoterminal, das jedes Terminalprogramm öffnet. Läuft neben otaw serve auf derselben Werkbank.</translation>
    </message>
    <message>
        <source>One record a board when it is ready (`coap`, `console`), then events.</source>
        <translation>Ein Datensatz je Board, wenn es bereit ist (`coap`, `console`), dann Ereignisse.</translation>
    </message>
    <message>
        <source>List what virtual boards can be told to do wrong.</source>
        <translation>Listet, was man virtuellen Boards falsch zu machen auftragen kann.</translation>
    </message>
    <message>
        <source>Of which world&apos;s boards.</source>
        <translation>Von Boards welcher Welt.</translation>
    </message>
    <message>
        <source>`defects`: name, world, cases, description.</source>
        <translation>`defects`: name, world, cases, description.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a physical board</source>
        <translation>„%1“ ist ein physisches Board</translation>
    </message>
    <message>
        <source>Give the virtual one another name.</source>
        <translation>Dem virtuellen einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>The virtual board %1 has no defect</source>
        <translation>Das virtuelle Board %1 hat keinen Defekt</translation>
    </message>
    <message>
        <source>The virtual board %1 has the defects %2</source>
        <translation>Das virtuelle Board %1 hat die Defekte %2</translation>
    </message>
    <message>
        <source>The board&apos;s name on this bench.</source>
        <translation>Der Name des Boards auf dieser Werkbank.</translation>
    </message>
    <message>
        <source>Put a virtual board on the bench, or change how it is built.</source>
        <translation>Legt ein virtuelles Board auf die Werkbank oder ändert, wie es gebaut ist.</translation>
    </message>
    <message>
        <source>otaw board run takes what is kept here, unless it is told otherwise. What is not named is as usual again; a board that runs changes with its next start.</source>
        <translation>otaw board run nimmt, was hier gespeichert ist, wenn nichts anderes gesagt wird. Was nicht genannt ist, ist wieder wie üblich; ein laufendes Board ändert sich mit seinem nächsten Start.</translation>
    </message>
    <message>
        <source>The board.</source>
        <translation>Das Board.</translation>
    </message>
    <message>
        <source>Checks everything a device should check, reads draft-37 too, and goes back from an image that does not start. Without it: as lenient as RIOT.</source>
        <translation>Prüft alles, was ein Gerät prüfen sollte, liest auch draft-37 und geht von einem Abbild zurück, das nicht startet. Ohne das: so nachsichtig wie RIOT.</translation>
    </message>
</context>
<context>
    <name>VirtualRiotBoard</name>
    <message>
        <source>the board&apos;s directory can not be locked</source>
        <translation>das Verzeichnis des Boards lässt sich nicht sperren</translation>
    </message>
    <message>
        <source>the board &apos;%1&apos; runs already (process %2)</source>
        <translation>das Board „%1“ läuft schon (Prozess %2)</translation>
    </message>
    <message>
        <source>end that one, or give this one another name</source>
        <translation>jenes beenden oder diesem einen anderen Namen geben</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>idle</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>angeboten</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>prüft</translation>
    </message>
    <message>
        <source>downloading</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>verifiziert</translation>
    </message>
    <message>
        <source>installing</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>rebooting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>confirming</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>rolling back</source>
        <translation>rollt zurück</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>bricht ab</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>deferred</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>already installed</source>
        <translation>schon installiert</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>zurückgerollt</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>abgelöst</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>steht</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
</context>
<context>
    <name>WindowCaller</name>
    <message>
        <source>the window answers in a way that is not understood</source>
        <translation>das Fenster antwortet auf eine Art, die nicht zu verstehen ist</translation>
    </message>
    <message>
        <source>Start the window anew: it may be of another version.</source>
        <translation>Das Fenster neu starten: Es kann von einer anderen Version sein.</translation>
    </message>
    <message>
        <source>the window was closed before it was done</source>
        <translation>das Fenster wurde geschlossen, bevor es fertig war</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>bytes</name>
    <message>
        <source>&apos;%1&apos; is not a hexadecimal digit</source>
        <translation>„%1“ ist keine hexadezimale Ziffer</translation>
    </message>
    <message>
        <source>an odd number of hexadecimal digits</source>
        <translation>eine ungerade Zahl hexadezimaler Ziffern</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>there is no such file</source>
        <translation>es gibt keine solche Datei</translation>
    </message>
    <message>
        <source>this is a directory, a file is needed</source>
        <translation>dies ist ein Verzeichnis, gebraucht wird eine Datei</translation>
    </message>
    <message>
        <source>the file has %1 bytes, at most %2 are allowed</source>
        <translation>die Datei hat %1 Bytes, erlaubt sind höchstens %2</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A workbench for over-the-air updates</source>
        <translation>Eine Werkbank für Over-the-Air-Updates</translation>
    </message>
    <message>
        <source>The bench&apos;s directory.</source>
        <translation>Das Verzeichnis der Werkbank.</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light, dark oder system.</translation>
    </message>
    <message>
        <source>Write with the program&apos;s own font.</source>
        <translation>Mit der eigenen Schrift des Programms schreiben.</translation>
    </message>
    <message>
        <source>The bench %1 can not be made.</source>
        <translation>Die Werkbank %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The window&apos;s language, else the system&apos;s: %1.</source>
        <translation>Die Sprache des Fensters, sonst die des Systems: %1.</translation>
    </message>
</context>
<context>
    <name>ota::ApplyPane</name>
    <message>
        <source>Gateways and what each gets</source>
        <translation>Gateways und was jedes bekommt</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Gets</source>
        <translation>Bekommt</translation>
    </message>
    <message>
        <source>Asked now</source>
        <translation>Jetzt verlangt</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Tells who would be asked, and asks nobody</source>
        <translation>Sagt, von wem es verlangt würde, und verlangt nichts</translation>
    </message>
    <message>
        <source>Write the request to each of them</source>
        <translation>Den Auftrag an jedes von ihnen schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Which gateways</source>
        <translation>Welche Gateways</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählte</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Alle ankreuzen</translation>
    </message>
    <message>
        <source>Ticks what is shown; again: unticks it</source>
        <translation>Kreuzt an, was gezeigt ist; noch einmal: nimmt die Haken weg</translation>
    </message>
    <message>
        <source>the package is gone</source>
        <translation>das Paket ist fort</translation>
    </message>
    <message>
        <source>Apply %1</source>
        <translation>%1 anwenden</translation>
    </message>
    <message>
        <source>name=gw-*, running!=2.0</source>
        <translation>name=gw-*, running!=2.0</translation>
    </message>
    <message>
        <source>Name, version or state</source>
        <translation>Name, Version oder Zustand</translation>
    </message>
    <message>
        <source>Filter expression</source>
        <translation>Filterausdruck</translation>
    </message>
    <message>
        <source>Search gateways</source>
        <translation>Gateways suchen</translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>Noch nicht: %1</translation>
    </message>
    <message>
        <source>Not yet: the bench knows no gateway</source>
        <translation>Noch nicht: die Werkbank kennt kein Gateway</translation>
    </message>
    <message>
        <source>Not yet: the filter can not be read</source>
        <translation>Noch nicht: der Filter ist nicht lesbar</translation>
    </message>
    <message>
        <source>Not yet: write a filter, or choose All</source>
        <translation>Noch nicht: einen Filter schreiben oder Alle wählen</translation>
    </message>
    <message>
        <source>Not yet: tick a gateway</source>
        <translation>Noch nicht: ein Gateway ankreuzen</translation>
    </message>
    <message>
        <source>Not yet: no gateway is meant</source>
        <translation>Noch nicht: kein Gateway ist gemeint</translation>
    </message>
    <message>
        <source>Apply to %1</source>
        <translation>Auf %1 anwenden</translation>
    </message>
    <message>
        <source>%1 of %2 gateways</source>
        <translation>%1 von %2 Gateways</translation>
    </message>
    <message>
        <source>All that are not revoked, also those that come until then.</source>
        <translation>Alle, denen nichts entzogen ist, auch solche, die bis dahin kommen.</translation>
    </message>
    <message>
        <source>Keys: name, running, desired, ack, result, identity, simulated, waiting.</source>
        <translation>Schlüssel: name, running, desired, ack, result, identity, simulated, waiting.</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Fragt …</translation>
    </message>
    <message>
        <source>Nobody was asked.</source>
        <translation>Von niemandem wurde etwas verlangt.</translation>
    </message>
    <message>
        <source>Version %1 is asked of %2.</source>
        <translation>Version %1 wird von %2 verlangt.</translation>
    </message>
    <message>
        <source>Version %1 is asked of %2 gateways.</source>
        <translation>Version %1 wird von %2 Gateways verlangt.</translation>
    </message>
    <message>
        <source>What they report appears on their timelines.</source>
        <translation>Was sie melden, erscheint auf ihren Zeitleisten.</translation>
    </message>
    <message>
        <source>Clear request</source>
        <translation>Auftrag leeren</translation>
    </message>
    <message>
        <source>%1 asked of %2</source>
        <translation>%1 von %2 verlangt</translation>
    </message>
    <message>
        <source>%1 asked of %2 gateways</source>
        <translation>%1 von %2 Gateways verlangt</translation>
    </message>
    <message>
        <source>Show on Timelines</source>
        <translation>Auf der Zeitleiste zeigen</translation>
    </message>
    <message>
        <source>Nobody could be asked.</source>
        <translation>Von niemandem konnte es verlangt werden.</translation>
    </message>
    <message>
        <source>The request was not cleared.</source>
        <translation>Der Auftrag wurde nicht geleert.</translation>
    </message>
    <message>
        <source>The request is cleared.</source>
        <translation>Der Auftrag ist geleert.</translation>
    </message>
    <message numerus="yes">
        <source>%n gateway(s) are asked for nothing now.</source>
        <translation>
            <numerusform>Von %n Gateway wird jetzt nichts verlangt.</numerusform>
            <numerusform>Von %n Gateways wird jetzt nichts verlangt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Eines auswählen</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>No package to apply yet</source>
        <translation>Noch kein Paket zum Anwenden</translation>
    </message>
    <message>
        <source>A package says which version is meant and where gateways fetch it. Import those there are, or make one: the gateways stay chosen.</source>
        <translation>Ein Paket sagt, welche Version gemeint ist und wo Gateways sie holen. Importieren Sie vorhandene oder legen Sie eines an: Die Gateways bleiben ausgewählt.</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Make a package</source>
        <translation>Ein Paket machen</translation>
    </message>
    <message>
        <source>Apply a package</source>
        <translation>Ein Paket anwenden</translation>
    </message>
    <message>
        <source>%1 – not applicable</source>
        <translation>%1 – nicht anwendbar</translation>
    </message>
    <message>
        <source>Not yet: choose a package</source>
        <translation>Noch nicht: Ein Paket auswählen</translation>
    </message>
</context>
<context>
    <name>ota::Banner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ota::BenchNames</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Boards and releases</source>
        <translation>Boards und Releases</translation>
    </message>
    <message>
        <source>virtual board, %1</source>
        <translation>virtuelles Board, %1</translation>
    </message>
    <message>
        <source>board, %1</source>
        <translation>Board, %1</translation>
    </message>
    <message>
        <source>release, version %1</source>
        <translation>Release, Version %1</translation>
    </message>
    <message>
        <source>draft, version %1</source>
        <translation>Entwurf, Version %1</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Session %1 of %2</source>
        <translation>Sitzung %1 von %2</translation>
    </message>
</context>
<context>
    <name>ota::BoardForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>On the desk</source>
        <translation>Auf dem Tisch</translation>
    </message>
    <message>
        <source>Virtual</source>
        <translation>Virtuell</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Where CoAP reaches it, with brackets around IPv6.</source>
        <translation>Wo CoAP es erreicht, IPv6 in eckigen Klammern.</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>Serielle Schnittstelle</translation>
    </message>
    <message>
        <source>Ask the board</source>
        <translation>Das Board fragen</translation>
    </message>
    <message>
        <source>RIOT: POST, URL and NUL</source>
        <translation>RIOT: POST, URL und NUL</translation>
    </message>
    <message>
        <source>otatestnode: POST, URL alone</source>
        <translation>otatestnode: POST, nur die URL</translation>
    </message>
    <message>
        <source>Before 2019: PUT, URL alone</source>
        <translation>Vor 2019: PUT, nur die URL</translation>
    </message>
    <message>
        <source>How it is notified</source>
        <translation>Wie es benachrichtigt wird</translation>
    </message>
    <message>
        <source>PSK identity</source>
        <translation>PSK-Identität</translation>
    </message>
    <message>
        <source>Who it is on CoAPS. The key itself stands at the service.</source>
        <translation>Wer es auf CoAPS ist. Der Schlüssel selbst steht beim Dienst.</translation>
    </message>
    <message>
        <source>Add board</source>
        <translation>Board hinzufügen</translation>
    </message>
    <message>
        <source>Write it to the bench</source>
        <translation>In die Werkbank schreiben</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>Add a board</source>
        <translation>Ein Board hinzufügen</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Not yet: the name is missing</source>
        <translation>Noch nicht: der Name fehlt</translation>
    </message>
    <message>
        <source>Not yet: %1 is wrong</source>
        <translation>Noch nicht: %1 ist falsch</translation>
    </message>
    <message>
        <source>Not yet: nothing is changed</source>
        <translation>Noch nicht: nichts ist geändert</translation>
    </message>
    <message>
        <source>%1 is on the bench already. Give this one another name.</source>
        <translation>%1 ist schon auf der Werkbank. Diesem einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>Adding …</source>
        <translation>Fügt hinzu …</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>A device of the ExoSense or Murano world. From then on it may activate: its name is the identity, usually the serial number.</source>
        <translation>Ein Gerät der Welt von ExoSense oder Murano. Von da an darf es sich aktivieren: sein Name ist die Identität, meist die Seriennummer.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>SHA-256, 64 hexadecimal digits</source>
        <translation>SHA-256, 64 hexadezimale Ziffern</translation>
    </message>
    <message>
        <source>When it logs in with one of its own.</source>
        <translation>Wenn es sich mit einem eigenen anmeldet.</translation>
    </message>
    <message>
        <source>Virtual ones instead…</source>
        <translation>Lieber virtuelle…</translation>
    </message>
    <message>
        <source>No gateway at hand? Run SIMULATED ones, in this program.</source>
        <translation>Kein Gateway zur Hand? SIMULIERTE betreiben, in diesem Programm.</translation>
    </message>
    <message numerus="yes">
        <source>This has %n digit(s); a SHA-256 fingerprint has 64 hexadecimal ones.</source>
        <translation>
            <numerusform>Das hat %n Ziffer; ein SHA-256-Fingerabdruck hat 64 hexadezimale.</numerusform>
            <numerusform>Das hat %n Ziffern; ein SHA-256-Fingerabdruck hat 64 hexadezimale.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::BoardInspector</name>
    <message>
        <source>RIOT: POST, URL and NUL</source>
        <translation>RIOT: POST, URL und NUL</translation>
    </message>
    <message>
        <source>otatestnode: POST, URL alone</source>
        <translation>otatestnode: POST, nur die URL</translation>
    </message>
    <message>
        <source>before 2019: PUT, URL alone</source>
        <translation>vor 2019: PUT, nur die URL</translation>
    </message>
    <message>
        <source>found by /.well-known/core</source>
        <translation>gefunden durch /.well-known/core</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Open timeline</source>
        <translation>Verlauf öffnen</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>Defekte</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Last sessions</source>
        <translation>Letzte Sitzungen</translation>
    </message>
    <message>
        <source>All boards</source>
        <translation>Alle Boards</translation>
    </message>
    <message>
        <source>On the bench</source>
        <translation>Auf der Werkbank</translation>
    </message>
    <message>
        <source>Virtual</source>
        <translation>Virtuell</translation>
    </message>
    <message>
        <source>Running here</source>
        <translation>Läuft hier</translation>
    </message>
    <message>
        <source>In session</source>
        <translation>In Sitzung</translation>
    </message>
    <message>
        <source>Need a look</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Not yet: the board has no address</source>
        <translation>Noch nicht: das Board hat keine Adresse</translation>
    </message>
    <message>
        <source>Not yet: no session</source>
        <translation>Noch nicht: keine Sitzung</translation>
    </message>
    <message>
        <source>CoAP</source>
        <translation>CoAP</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriell</translation>
    </message>
    <message>
        <source>PSK identity</source>
        <translation>PSK-Identität</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>No session can reach it</source>
        <translation>Keine Sitzung kann es erreichen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Letzter Kontakt</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>Slots</translation>
    </message>
    <message>
        <source>RAM and files</source>
        <translation>RAM und Dateien</translation>
    </message>
    <message>
        <source>two of %1</source>
        <translation>zwei zu %1</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>%1 an</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Discovered resources</source>
        <translation>Gefundene Ressourcen</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Ask the board for /.well-known/core</source>
        <translation>Das Board nach /.well-known/core fragen</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Fragt …</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und eine weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>Anwenden…</translation>
    </message>
    <message>
        <source>Ask it to install a package</source>
        <translation>Verlangt, ein Paket zu installieren</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>not connected now</source>
        <translation>jetzt nicht verbunden</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULIERT</translation>
    </message>
    <message>
        <source>by command</source>
        <translation>auf Befehl</translation>
    </message>
    <message>
        <source>version %1, attempt %2, %3</source>
        <translation>Version %1, Versuch %2, %3</translation>
    </message>
</context>
<context>
    <name>ota::BoardRuns</name>
    <message>
        <source>It does not start any more: %1</source>
        <translation>Es startet nicht mehr: %1</translation>
    </message>
    <message>
        <source>It lost its power.</source>
        <translation>Es hat keinen Strom mehr.</translation>
    </message>
</context>
<context>
    <name>ota::BoardSteps</name>
    <message>
        <source>What the board will do</source>
        <translation>Was das Board tun wird</translation>
    </message>
    <message>
        <source>from the manifest as it stands</source>
        <translation>nach dem Manifest, wie es steht</translation>
    </message>
</context>
<context>
    <name>ota::BoardsModel</name>
    <message>
        <source>virtual, on</source>
        <translation>virtuell, an</translation>
    </message>
    <message>
        <source>virtual, starting</source>
        <translation>virtuell, startet</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULIERT</translation>
    </message>
</context>
<context>
    <name>ota::BoardsPanel</name>
    <message>
        <source>Your boards appear here</source>
        <translation>Ihre Boards erscheinen hier</translation>
    </message>
    <message>
        <source>A board is a device that takes updates: on the desk, reached by CoAP and a serial port, or virtual, running in this program.</source>
        <translation>Ein Board ist ein Gerät, das Updates nimmt: auf dem Tisch, über CoAP und eine serielle Schnittstelle erreicht, oder virtuell, in diesem Programm.</translation>
    </message>
    <message>
        <source>Add a board</source>
        <translation>Ein Board hinzufügen</translation>
    </message>
    <message>
        <source>Name, world or address</source>
        <translation>Name, Welt oder Adresse</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>In session</source>
        <translation>In Sitzung</translation>
    </message>
    <message>
        <source>Need a look</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Add board</source>
        <translation>Board hinzufügen</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Letzter Kontakt</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>No board matches “%1”.</source>
        <translation>Kein Board passt zu „%1“.</translation>
    </message>
    <message>
        <source>Open timeline</source>
        <translation>Verlauf öffnen</translation>
    </message>
    <message>
        <source>One on the desk</source>
        <translation>Eines auf dem Tisch</translation>
    </message>
    <message>
        <source>Add a virtual board</source>
        <translation>Ein virtuelles Board hinzufügen</translation>
    </message>
    <message>
        <source>One that runs in this program</source>
        <translation>Eines, das in diesem Programm läuft</translation>
    </message>
    <message>
        <source>Start or stop the virtual board</source>
        <translation>Das virtuelle Board starten oder anhalten</translation>
    </message>
    <message>
        <source>Runs it in this window</source>
        <translation>Lässt es in diesem Fenster laufen</translation>
    </message>
    <message>
        <source>Notify boards</source>
        <translation>Boards benachrichtigen</translation>
    </message>
    <message>
        <source>Tells what is ticked, else what is selected, of a release</source>
        <translation>Nennt dem, was angehakt, sonst was gewählt ist, ein Release</translation>
    </message>
    <message>
        <source>Change the board</source>
        <translation>Das Board ändern</translation>
    </message>
    <message>
        <source>Its links and settings</source>
        <translation>Seine Verbindungen und Einstellungen</translation>
    </message>
    <message>
        <source>Open the board&apos;s timeline</source>
        <translation>Den Verlauf des Boards öffnen</translation>
    </message>
    <message>
        <source>Its newest session</source>
        <translation>Seine neueste Sitzung</translation>
    </message>
    <message>
        <source>Remove boards</source>
        <translation>Boards entfernen</translation>
    </message>
    <message>
        <source>Asks first</source>
        <translation>Fragt vorher</translation>
    </message>
    <message>
        <source>The bench can not be read</source>
        <translation>Die Werkbank ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1, of them %2 virtual</source>
        <translation>%1, davon %2 virtuell</translation>
    </message>
    <message>
        <source>Notify %1</source>
        <translation>%1 benachrichtigen</translation>
    </message>
    <message>
        <source>Not yet: no board is chosen</source>
        <translation>Noch nicht: kein Board ist gewählt</translation>
    </message>
    <message>
        <source>Their sessions stay on the timeline.</source>
        <translation>Ihre Sitzungen bleiben im Verlauf.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1 was not removed</source>
        <translation>%1 wurde nicht entfernt</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Look for boards on the network</source>
        <translation>Boards im Netz suchen</translation>
    </message>
    <message>
        <source>Tell them of a release</source>
        <translation>Ihnen ein Release nennen</translation>
    </message>
    <message>
        <source>Discover boards</source>
        <translation>Boards suchen</translation>
    </message>
    <message>
        <source>Asks CoAP nodes what they have</source>
        <translation>Fragt CoAP-Knoten, was sie haben</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und ein weiteres</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n board(s)</source>
        <translation>
            <numerusform>Ein Board entfernen</numerusform>
            <numerusform>%n Boards entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed %1</source>
        <translation>%1 entfernt</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n board(s)</source>
        <translation>
            <numerusform>Ein Board entfernt</numerusform>
            <numerusform>%n Boards entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 was not put back</source>
        <translation>%1 wurde nicht zurückgebracht</translation>
    </message>
    <message>
        <source>Ask what it has</source>
        <translation>Fragen, was es hat</translation>
    </message>
    <message>
        <source>Boards are what you update: devices on the desk, and virtual ones that run in this program with the real client logic.

A tick chooses a board for Notify and Remove. The last column tells how the newest session stands; Enter opens it on the timeline.

A virtual board can be told to misbehave: its defects are switches in its form, and they hold from its next start on.

Gateways are the devices of the ExoSense and Murano world. Target is what config_otau asks for, with how far that has come; ‘not confirmed’ means that it is installed and it has not said yet that the new version runs.</source>
        <translation>Boards sind das, was Sie aktualisieren: Geräte auf dem Tisch und virtuelle, die in diesem Programm mit der echten Clientlogik laufen.

Ein Haken wählt ein Board für Benachrichtigen und Entfernen. Die letzte Spalte sagt, wie die neueste Sitzung steht; die Eingabetaste öffnet sie auf der Zeitleiste.

Einem virtuellen Board kann man Fehlverhalten auftragen: seine Defekte sind Schalter in seinem Formular, und sie gelten ab seinem nächsten Start.

Gateways sind die Geräte der Welt von ExoSense und Murano. Ziel ist, was config_otau verlangt, und wie weit das gekommen ist; „nicht bestätigt“ heißt, dass es installiert ist und noch nicht gesagt hat, dass die neue Version läuft.</translation>
    </message>
    <message>
        <source>Add a gateway</source>
        <translation>Ein Gateway hinzufügen</translation>
    </message>
    <message>
        <source>One that may activate from then on</source>
        <translation>Eines, das sich von da an aktivieren darf</translation>
    </message>
    <message>
        <source>Run virtual gateways…</source>
        <translation>Virtuelle Gateways betreiben…</translation>
    </message>
    <message>
        <source>SIMULATED ones, in this program</source>
        <translation>SIMULIERTE, in diesem Programm</translation>
    </message>
    <message>
        <source>Token copied</source>
        <translation>Token kopiert</translation>
    </message>
</context>
<context>
    <name>ota::CompareModel</name>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
</context>
<context>
    <name>ota::ComparePage</name>
    <message>
        <source>%1, draft</source>
        <translation>%1, Entwurf</translation>
    </message>
    <message>
        <source>%1, publication %2</source>
        <translation>%1, Veröffentlichung %2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>at its place</source>
        <translation>an ihrer Stelle</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of 1 KiB differ, %3</source>
        <translation>%1 von %2 Blöcken zu 1 KiB unterscheiden sich, %3</translation>
    </message>
    <message>
        <source>at any place</source>
        <translation>an jeder Stelle</translation>
    </message>
    <message>
        <source>%1 are new, as rsync would send</source>
        <translation>%1 sind neu, wie rsync sie senden würde</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Fields that differ</source>
        <translation>Felder, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>The otaw command that does the same</source>
        <translation>Der otaw-Befehl, der dasselbe tut</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Dieses</translation>
    </message>
    <message>
        <source>There is no other release or draft to compare with yet.</source>
        <translation>Es gibt noch kein anderes Release und keinen Entwurf zum Vergleichen.</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Vergleicht …</translation>
    </message>
    <message>
        <source>%1 of %2 fields differ</source>
        <translation>%1 von %2 Feldern unterscheiden sich</translation>
    </message>
    <message>
        <source>They are the same, byte by byte.</source>
        <translation>Sie sind gleich, Byte für Byte.</translation>
    </message>
    <message>
        <source>Not both have a manifest: only the files are compared.</source>
        <translation>Nicht beide haben ein Manifest: nur die Dateien werden verglichen.</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
</context>
<context>
    <name>ota::CompareStrip</name>
    <message>
        <source>#%1 %2 → %3, attempt %4, %5</source>
        <translation>#%1 %2 → %3, Versuch %4, %5</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>The session in outline; Ctrl+click on a session does the same</source>
        <translation>Die Sitzung im Umriss; Strg+Klick auf eine Sitzung tut dasselbe</translation>
    </message>
    <message>
        <source>Aligned at</source>
        <translation>Ausgerichtet an</translation>
    </message>
    <message>
        <source>Both sessions begin this phase at the same place</source>
        <translation>Beide Sitzungen beginnen diese Phase an derselben Stelle</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>Den Vergleich beenden</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>aligned at</source>
        <translation>ausgerichtet an</translation>
    </message>
</context>
<context>
    <name>ota::ConfirmDialog</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Nothing happens</source>
        <translation>Nichts geschieht</translation>
    </message>
</context>
<context>
    <name>ota::ContentModel</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing was uploaded</source>
        <translation>nichts wurde hochgeladen</translation>
    </message>
</context>
<context>
    <name>ota::DefectSwitches</name>
    <message>
        <source>Defects</source>
        <translation>Defekte</translation>
    </message>
    <message>
        <source>Name, case or what it does</source>
        <translation>Name, Fall oder was es tut</translation>
    </message>
    <message>
        <source>No defect matches “%1”.</source>
        <translation>Kein Defekt passt zu „%1“.</translation>
    </message>
    <message>
        <source>none: it does everything right</source>
        <translation>keiner: es macht alles richtig</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>%1 an</translation>
    </message>
</context>
<context>
    <name>ota::DemoGuide</name>
    <message>
        <source>The virtual board runs the new version</source>
        <translation>Das virtuelle Board läuft mit der neuen Version</translation>
    </message>
    <message>
        <source>Remove what the demo made</source>
        <translation>Entfernen, was die Demo gemacht hat</translation>
    </message>
    <message>
        <source>Remove what the demo made?</source>
        <translation>Entfernen, was die Demo gemacht hat?</translation>
    </message>
    <message>
        <source>The key %1, the release %2, and %3 with all sessions go.</source>
        <translation>Der Schlüssel %1, das Release %2 und %3 mit allen Sitzungen gehen.</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ota::DiscoverModel</name>
    <message>
        <source>takes SUIT updates</source>
        <translation>nimmt SUIT-Updates</translation>
    </message>
    <message>
        <source>no SUIT trigger</source>
        <translation>kein SUIT-Auslöser</translation>
    </message>
    <message>
        <source>not on the bench</source>
        <translation>nicht auf der Werkbank</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>ota::DiscoverPane</name>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Where all CoAP nodes are asked</source>
        <translation>Wo alle CoAP-Knoten gefragt werden</translation>
    </message>
    <message>
        <source>Also ask this address</source>
        <translation>Auch diese Adresse fragen</translation>
    </message>
    <message>
        <source>and this address</source>
        <translation>und diese Adresse</translation>
    </message>
    <message>
        <source>Also ask this address: host[:port], with brackets around IPv6</source>
        <translation>Auch diese Adresse fragen: host[:port], IPv6 in eckigen Klammern</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Ask for /.well-known/core</source>
        <translation>Nach /.well-known/core fragen</translation>
    </message>
    <message>
        <source>Discovered nodes</source>
        <translation>Gefundene Knoten</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Not yet: no interface is chosen, no address is named</source>
        <translation>Noch nicht: keine Schnittstelle ist gewählt, keine Adresse genannt</translation>
    </message>
    <message>
        <source>no interface</source>
        <translation>keine Schnittstelle</translation>
    </message>
    <message numerus="yes">
        <source>%n interface(s)</source>
        <translation>
            <numerusform>eine Schnittstelle</numerusform>
            <numerusform>%n Schnittstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) answered</source>
        <translation>
            <numerusform>ein Knoten antwortete</numerusform>
            <numerusform>%n Knoten antworteten</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody answered</source>
        <translation>niemand antwortete</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Fragt …</translation>
    </message>
    <message>
        <source>Nobody was asked</source>
        <translation>Niemand wurde gefragt</translation>
    </message>
</context>
<context>
    <name>ota::Drawer</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Die Ablage öffnen</translation>
    </message>
    <message>
        <source>Jobs and log</source>
        <translation>Aufträge und Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>Die Ablage schließen</translation>
    </message>
</context>
<context>
    <name>ota::EndFollower</name>
    <message>
        <source>Keep the newest line in sight</source>
        <translation>Die neueste Zeile im Blick behalten</translation>
    </message>
    <message numerus="yes">
        <source>%n new lines</source>
        <translation>
            <numerusform>%n neue Zeile</numerusform>
            <numerusform>%n neue Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::EventList</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events of</source>
        <translation>Ereignisse von</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation>In Ereignissen suchen</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Only events of this phase</source>
        <translation>Nur Ereignisse dieser Phase</translation>
    </message>
    <message>
        <source>All phases</source>
        <translation>Alle Phasen</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Only events that are at least this serious</source>
        <translation>Nur Ereignisse, die mindestens so ernst sind</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>No debugging</source>
        <translation>Ohne Fehlersuche</translation>
    </message>
    <message>
        <source>Notes and worse</source>
        <translation>Hinweise und Ernsteres</translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation>Warnungen und Ernsteres</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Says · sure</source>
        <translation>Sagt · sicher</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>No event matches “%1”.</source>
        <translation>Kein Ereignis passt zu „%1“.</translation>
    </message>
    <message>
        <source>%1, session %2, attempt %3</source>
        <translation>%1, Sitzung %2, Versuch %3</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>ein Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
</context>
<context>
    <name>ota::EventTableModel</name>
    <message>
        <source>%1 % · %2</source>
        <translation>%1 % · %2</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>(entfernt)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Says · sure</source>
        <translation>Sagt · sicher</translation>
    </message>
    <message numerus="yes">
        <source>%n reports folded</source>
        <translation>
            <numerusform>eine Meldung zusammengefasst</numerusform>
            <numerusform>%n Meldungen zusammengefasst</numerusform>
        </translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 progress reports</source>
        <translation>%1 Fortschrittsmeldungen</translation>
    </message>
    <message>
        <source>%1, %2 → %3 %</source>
        <translation>%1, %2 → %3 %</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>folded, Right opens it</source>
        <translation>gefaltet, Pfeil rechts öffnet es</translation>
    </message>
</context>
<context>
    <name>ota::FieldRow</name>
    <message>
        <source>optional</source>
        <translation>wahlfrei</translation>
    </message>
</context>
<context>
    <name>ota::FilterField</name>
    <message>
        <source>Clear (Esc)</source>
        <translation>Leeren (Esc)</translation>
    </message>
</context>
<context>
    <name>ota::FindingList</name>
    <message numerus="yes">
        <source>Event %1, seen %n times</source>
        <translation>
            <numerusform>Ereignis %1, einmal gesehen</numerusform>
            <numerusform>Ereignis %1, %n-mal gesehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>Show event %1</source>
        <translation>Ereignis %1 zeigen</translation>
    </message>
</context>
<context>
    <name>ota::FormFoot</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing happens</source>
        <translation>Nichts geschieht</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>ota::GatewayActions</name>
    <message>
        <source>Apply a package…</source>
        <translation>Ein Paket anwenden…</translation>
    </message>
    <message>
        <source>Asks the chosen gateways to install it</source>
        <translation>Verlangt von den gewählten Gateways, es zu installieren</translation>
    </message>
    <message>
        <source>Clear the request…</source>
        <translation>Den Auftrag leeren…</translation>
    </message>
    <message>
        <source>Empties config_otau</source>
        <translation>Leert config_otau</translation>
    </message>
    <message>
        <source>Reissue the token…</source>
        <translation>Das Token neu ausstellen…</translation>
    </message>
    <message>
        <source>A new token; the one before is dead</source>
        <translation>Ein neues Token; das vorige gilt nicht mehr</translation>
    </message>
    <message>
        <source>Revoke the token…</source>
        <translation>Das Token entziehen…</translation>
    </message>
    <message>
        <source>Refuses the gateway</source>
        <translation>Lehnt das Gateway ab</translation>
    </message>
    <message>
        <source>List again…</source>
        <translation>Wieder in die Liste…</translation>
    </message>
    <message>
        <source>It may activate once more</source>
        <translation>Es darf sich noch einmal aktivieren</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und ein weiteres</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the request of %1</source>
        <translation>Den Auftrag von %1 leeren</translation>
    </message>
    <message>
        <source>Clear the requests of %1 gateways</source>
        <translation>Die Aufträge von %1 Gateways leeren</translation>
    </message>
    <message>
        <source>config_otau becomes empty: no update is asked for any more. What is at work goes on.</source>
        <translation>config_otau wird leer: es wird kein Update mehr verlangt. Was im Gang ist, geht weiter.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>The request was not cleared</source>
        <translation>Der Auftrag wurde nicht geleert</translation>
    </message>
    <message>
        <source>Give %1 a new token</source>
        <translation>%1 ein neues Token geben</translation>
    </message>
    <message>
        <source>Give %1 gateways new tokens</source>
        <translation>%1 Gateways neue Token geben</translation>
    </message>
    <message>
        <source>The token that it has now is dead at once. The new one is shown once and is stored nowhere.</source>
        <translation>Das jetzige Token gilt sofort nicht mehr. Das neue wird einmal gezeigt und nirgends gespeichert.</translation>
    </message>
    <message>
        <source>Reissue</source>
        <translation>Neu ausstellen</translation>
    </message>
    <message>
        <source>No token was issued</source>
        <translation>Es wurde kein Token ausgestellt</translation>
    </message>
    <message>
        <source>Revoke the token of %1</source>
        <translation>Das Token von %1 entziehen</translation>
    </message>
    <message>
        <source>Revoke the tokens of %1 gateways</source>
        <translation>Die Token von %1 Gateways entziehen</translation>
    </message>
    <message>
        <source>It is refused until it gets a new token or is listed again.</source>
        <translation>Es wird abgelehnt, bis es ein neues Token bekommt oder wieder in der Liste steht.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Entziehen</translation>
    </message>
    <message>
        <source>The token was not revoked</source>
        <translation>Das Token wurde nicht entzogen</translation>
    </message>
    <message>
        <source>List %1 again</source>
        <translation>%1 wieder in die Liste aufnehmen</translation>
    </message>
    <message>
        <source>List %1 gateways again</source>
        <translation>%1 Gateways wieder in die Liste aufnehmen</translation>
    </message>
    <message>
        <source>It may activate once more. The token that it has now is dead.</source>
        <translation>Es darf sich noch einmal aktivieren. Sein jetziges Token gilt nicht mehr.</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>Wieder in die Liste</translation>
    </message>
    <message>
        <source>It was not listed</source>
        <translation>Es kam nicht in die Liste</translation>
    </message>
    <message>
        <source>Remove the gateway %1</source>
        <translation>Das Gateway %1 entfernen</translation>
    </message>
    <message>
        <source>Remove %1 gateways</source>
        <translation>%1 Gateways entfernen</translation>
    </message>
    <message>
        <source>Identity and token go, and what was asked of it and what it wrote. Its sessions stay on the timeline. This can not be undone.</source>
        <translation>Identität und Token gehen, und was von ihm verlangt wurde und was es schrieb. Seine Sitzungen bleiben auf der Zeitleiste. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The gateway was not removed</source>
        <translation>Das Gateway wurde nicht entfernt</translation>
    </message>
</context>
<context>
    <name>ota::GatewayCompare</name>
    <message>
        <source>Desired</source>
        <translation>Gewünscht</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No gateway is chosen</source>
        <translation>Kein Gateway ist gewählt</translation>
    </message>
    <message>
        <source>written %1</source>
        <translation>geschrieben %1</translation>
    </message>
    <message>
        <source>delivered %1</source>
        <translation>zugestellt %1</translation>
    </message>
    <message>
        <source>written back %1</source>
        <translation>zurückgeschrieben %1</translation>
    </message>
    <message>
        <source>it has not written it back</source>
        <translation>es hat es nicht zurückgeschrieben</translation>
    </message>
    <message>
        <source>config_otau</source>
        <translation>config_otau</translation>
    </message>
</context>
<context>
    <name>ota::GatewayLabFields</name>
    <message>
        <source>Expects a signature by</source>
        <translation>Erwartet Signatur von</translation>
    </message>
    <message>
        <source>lab header</source>
        <translation>Laborkopf</translation>
    </message>
    <message>
        <source>Device type</source>
        <translation>Gerätetyp</translation>
    </message>
    <message>
        <source>Not yet: the device type is missing</source>
        <translation>Noch nicht: der Gerätetyp fehlt</translation>
    </message>
    <message>
        <source>Not yet: the device type is wrong</source>
        <translation>Noch nicht: der Gerätetyp ist falsch</translation>
    </message>
    <message>
        <source>nobody: nothing is checked</source>
        <translation>niemand: nichts wird geprüft</translation>
    </message>
    <message>
        <source>This is no UUID. One looks like %1.</source>
        <translation>Das ist keine UUID. Eine sieht so aus: %1.</translation>
    </message>
</context>
<context>
    <name>ota::GatewayRunForm</name>
    <message>
        <source>falls silent in %1</source>
        <translation>verstummt in %1</translation>
    </message>
    <message>
        <source>fails in %1</source>
        <translation>scheitert in %1</translation>
    </message>
    <message>
        <source>gives up in %1</source>
        <translation>gibt auf in %1</translation>
    </message>
    <message>
        <source>reboots in %1, old version</source>
        <translation>startet neu in %1, alte Version</translation>
    </message>
    <message>
        <source>as the install goes</source>
        <translation>wie die Installation ausgeht</translation>
    </message>
    <message>
        <source>Run virtual gateways</source>
        <translation>Virtuelle Gateways betreiben</translation>
    </message>
    <message>
        <source>They run in this program, download, check and report as real ones do. What they are shows everywhere: SIMULATED.</source>
        <translation>Sie laufen in diesem Programm, laden herunter, prüfen und melden wie echte. Was sie sind, steht überall: SIMULIERT.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Speaks</source>
        <translation>Spricht</translation>
    </message>
    <message>
        <source>HTTP, legacy</source>
        <translation>HTTP, alt</translation>
    </message>
    <message>
        <source>HTTP, Murano</source>
        <translation>HTTP, Murano</translation>
    </message>
    <message>
        <source>MQTT</source>
        <translation>MQTT</translation>
    </message>
    <message>
        <source>Learns of a request by</source>
        <translation>Erfährt von einem Auftrag durch</translation>
    </message>
    <message>
        <source>Long poll</source>
        <translation>Long Poll</translation>
    </message>
    <message>
        <source>Asking now and then</source>
        <translation>Nachfragen dann und wann</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Meldet</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>The least</source>
        <translation>Das Nötigste</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Runs at first</source>
        <translation>Führt zuerst aus</translation>
    </message>
    <message>
        <source>Time between two writes</source>
        <translation>Zeit zwischen zwei Schreibvorgängen</translation>
    </message>
    <message>
        <source>Download steps of</source>
        <translation>Download-Schritte von</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>They run until they are stopped</source>
        <translation>Sie laufen, bis sie gestoppt werden</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>%1 is a board of another world. Choose another name.</source>
        <translation>%1 ist ein Board einer anderen Welt. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 is a real gateway. Choose another name.</source>
        <translation>%1 ist ein echtes Gateway. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Not yet: the name is missing</source>
        <translation>Noch nicht: der Name fehlt</translation>
    </message>
    <message>
        <source>Not yet: the name is wrong</source>
        <translation>Noch nicht: der Name ist falsch</translation>
    </message>
    <message>
        <source>Not yet: nothing serves gateways over HTTP and MQTT</source>
        <translation>Noch nicht: nichts dient den Gateways über HTTP und MQTT</translation>
    </message>
    <message>
        <source>Not yet: nothing serves gateways</source>
        <translation>Noch nicht: nichts dient den Gateways</translation>
    </message>
    <message>
        <source>Gateways are not served yet</source>
        <translation>Den Gateways dient noch nichts</translation>
    </message>
    <message>
        <source>The ExoSense service of this bench is what they speak with.</source>
        <translation>Mit dem ExoSense-Dienst dieser Werkbank sprechen sie.</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>%1 betreiben</translation>
    </message>
    <message>
        <source>The ExoSense service is starting</source>
        <translation>Der ExoSense-Dienst startet</translation>
    </message>
    <message>
        <source>Run is ready as soon as it is there.</source>
        <translation>Betreiben ist bereit, sobald er da ist.</translation>
    </message>
    <message>
        <source>The ExoSense service does not start</source>
        <translation>Der ExoSense-Dienst startet nicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>The gateways do not run</source>
        <translation>Die Gateways laufen nicht</translation>
    </message>
</context>
<context>
    <name>ota::GatewaySection</name>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>What was asked beside what it wrote back</source>
        <translation>Was verlangt wurde neben dem, was es zurückschrieb</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>Letzte Meldung</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Reissue…</source>
        <translation>Neu ausstellen…</translation>
    </message>
    <message>
        <source>A new token; the one before is dead</source>
        <translation>Ein neues Token; das vorige gilt nicht mehr</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Entziehen…</translation>
    </message>
    <message>
        <source>Refuses the gateway</source>
        <translation>Lehnt das Gateway ab</translation>
    </message>
    <message>
        <source>List again…</source>
        <translation>Wieder in die Liste…</translation>
    </message>
    <message>
        <source>It may activate once more</source>
        <translation>Es darf sich noch einmal aktivieren</translation>
    </message>
    <message>
        <source>The new token. It is shown this once and is stored nowhere: copy it to the gateway now.</source>
        <translation>Das neue Token. Es wird nur dieses Mal gezeigt und nirgends gespeichert: jetzt auf das Gateway kopieren.</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neues Token</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Desired</source>
        <translation>Gewünscht</translation>
    </message>
    <message>
        <source>nothing was asked yet</source>
        <translation>noch wurde nichts verlangt</translation>
    </message>
    <message>
        <source>no update: config_otau is empty</source>
        <translation>kein Update: config_otau ist leer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Written back</source>
        <translation>Zurückgeschrieben</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>nothing was reported yet</source>
        <translation>noch wurde nichts gemeldet</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>no session</source>
        <translation>keine Sitzung</translation>
    </message>
    <message>
        <source>none: version %1</source>
        <translation>keines: Version %1</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>In der Liste</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>issued %1</source>
        <translation>ausgestellt %1</translation>
    </message>
    <message>
        <source>dead, issued %1</source>
        <translation>ungültig, ausgestellt %1</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Issue a token…</source>
        <translation>Ein Token ausstellen…</translation>
    </message>
    <message>
        <source>Apply again…</source>
        <translation>Wieder anwenden…</translation>
    </message>
    <message>
        <source>Asks for the same package, from where it is served now</source>
        <translation>Verlangt dasselbe Paket, von dort, wo es jetzt bedient wird</translation>
    </message>
    <message>
        <source>Apply %1 again.</source>
        <translation>Wenden Sie %1 wieder an.</translation>
    </message>
</context>
<context>
    <name>ota::HelpOverlay</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keys of the window</source>
        <translation>Tasten des Fensters</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>Tasten von %1</translation>
    </message>
</context>
<context>
    <name>ota::HexView</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>ota::ImageList</name>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Component of %1</source>
        <translation>Komponente von %1</translation>
    </message>
    <message>
        <source>hex:00 is RIOT’s firmware; ram,0 or /nvm0/SLOT0.txt are storages</source>
        <translation>hex:00 ist die Firmware von RIOT; ram,0 oder /nvm0/SLOT0.txt sind Speicher</translation>
    </message>
    <message>
        <source>Offset of %1</source>
        <translation>Offset von %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Two images of one component with an offset each are its slots</source>
        <translation>Zwei Abbilder einer Komponente mit je einem Offset sind ihre Slots</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Choose image files, or drop them here</source>
        <translation>Abbilddateien wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>Files that releases of this bench were built of</source>
        <translation>Dateien, aus denen Releases dieser Werkbank gebaut wurden</translation>
    </message>
    <message>
        <source>Images of the release</source>
        <translation>Abbilder des Releases</translation>
    </message>
    <message>
        <source>None of them is there any more</source>
        <translation>Keine davon ist noch da</translation>
    </message>
</context>
<context>
    <name>ota::ImagesPanel</name>
    <message>
        <source>Scope</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Releases</source>
        <translation>Releases</translation>
    </message>
    <message>
        <source>The bench can not be read.</source>
        <translation>Die Werkbank ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>New release</source>
        <translation>Neues Release</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien einlesen…</translation>
    </message>
    <message>
        <source>Build or import a release</source>
        <translation>Ein Release bauen oder einlesen</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>No release matches “%1”.</source>
        <translation>Kein Release passt zu „%1“.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Your releases appear here</source>
        <translation>Ihre Releases erscheinen hier</translation>
    </message>
    <message>
        <source>A release is the files of one version, published under one id. Build one, or drop files anywhere in this window.</source>
        <translation>Ein Release sind die Dateien einer Version, unter einer Kennung veröffentlicht. Eines bauen, oder Dateien irgendwo in diesem Fenster ablegen.</translation>
    </message>
    <message>
        <source>Build a release</source>
        <translation>Ein Release bauen</translation>
    </message>
    <message>
        <source>1 release</source>
        <translation>1 Release</translation>
    </message>
    <message>
        <source>%1 releases</source>
        <translation>%1 Releases</translation>
    </message>
    <message>
        <source>1 draft</source>
        <translation>1 Entwurf</translation>
    </message>
    <message>
        <source>%1 drafts</source>
        <translation>%1 Entwürfe</translation>
    </message>
    <message>
        <source>Kept %1 as a draft</source>
        <translation>%1 als Entwurf behalten</translation>
    </message>
    <message>
        <source>Published %1</source>
        <translation>%1 veröffentlicht</translation>
    </message>
    <message>
        <source>Files of the release</source>
        <translation>Dateien des Releases</translation>
    </message>
    <message>
        <source>A release is the files of one version, published under one id. What is published is served by CoAP and HTTP at once, and replaces what was there as a whole; a draft is kept until you publish it.

Choose a release to see its manifest with names for all numbers, its bytes, its digests and files. Choosing an item marks its bytes, choosing a byte opens its item.

Drop firmware files anywhere in the window to begin a release.</source>
        <translation>Ein Release sind die Dateien einer Version, unter einer Kennung veröffentlicht. Was veröffentlicht ist, wird sofort über CoAP und HTTP ausgeliefert und ersetzt als Ganzes, was dort war; ein Entwurf bleibt liegen, bis man ihn veröffentlicht.

Ein gewähltes Release zeigt sein Manifest mit Namen für alle Zahlen, seine Bytes, seine Digests und Dateien. Ein gewählter Eintrag markiert seine Bytes, ein gewähltes Byte öffnet seinen Eintrag.

Firmware-Dateien, irgendwo in diesem Fenster abgelegt, beginnen ein Release.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Abbilder</translation>
    </message>
    <message>
        <source>Id, version or digest</source>
        <translation>Kennung, Version oder Digest</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare the chosen release with another one</source>
        <translation>Das gewählte Release mit einem anderen vergleichen</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>ota::ImportModel</name>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>nicht anwendbar</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
</context>
<context>
    <name>ota::ImportPane</name>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>What became of each file</source>
        <translation>Was aus jeder Datei wurde</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>there is no file in it</source>
        <translation>darin ist keine Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>eine Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::InspectorHead</name>
    <message>
        <source>Copy the id</source>
        <translation>Die Kennung kopieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>ota::InspectorHost</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
</context>
<context>
    <name>ota::InterfaceField</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ota::JobsView</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy result</source>
        <translation>Ergebnis kopieren</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Result of the job</source>
        <translation>Ergebnis des Auftrags</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Den Auftrag abbrechen</translation>
    </message>
    <message>
        <source>No job is chosen</source>
        <translation>Kein Auftrag ist gewählt</translation>
    </message>
    <message>
        <source>Clear ended jobs</source>
        <translation>Beendete Aufträge entfernen</translation>
    </message>
    <message>
        <source>Go to what came of it</source>
        <translation>Zu dem gehen, was daraus wurde</translation>
    </message>
</context>
<context>
    <name>ota::KeyChoice</name>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Make key</source>
        <translation>Schlüssel erzeugen</translation>
    </message>
    <message>
        <source>Sign with</source>
        <translation>Signieren mit</translation>
    </message>
    <message>
        <source>Make a signing key on this bench</source>
        <translation>Einen Signierschlüssel auf dieser Werkbank erzeugen</translation>
    </message>
    <message>
        <source>A password is asked for when the key is made.</source>
        <translation>Nach einem Passwort wird gefragt, wenn der Schlüssel erzeugt wird.</translation>
    </message>
    <message>
        <source>no signature</source>
        <translation>keine Signatur</translation>
    </message>
    <message>
        <source>no key yet</source>
        <translation>noch kein Schlüssel</translation>
    </message>
    <message>
        <source>%1, asks for its password</source>
        <translation>%1, fragt nach seinem Passwort</translation>
    </message>
    <message>
        <source>SHA-256 of the public half: %1</source>
        <translation>SHA-256 der öffentlichen Hälfte: %1</translation>
    </message>
    <message>
        <source>Making …</source>
        <translation>Erzeugt …</translation>
    </message>
    <message>
        <source>no Ed25519 key</source>
        <translation>kein Ed25519-Schlüssel</translation>
    </message>
    <message>
        <source>only its public half</source>
        <translation>nur seine öffentliche Hälfte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, has a password</source>
        <translation>%1, hat ein Passwort</translation>
    </message>
</context>
<context>
    <name>ota::KeyValueList</name>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
</context>
<context>
    <name>ota::LabFields</name>
    <message>
        <source>Sign with the lab header</source>
        <translation>Mit dem Laborkopf signieren</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>the time, in milliseconds</source>
        <translation>die Zeit in Millisekunden</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>wahlfrei</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Device type</source>
        <translation>Gerätetyp</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Password file</source>
        <translation>Passwortdatei</translation>
    </message>
    <message>
        <source>This is no UUID. One looks like %1.</source>
        <translation>Das ist keine UUID. Eine sieht so aus: %1.</translation>
    </message>
    <message>
        <source>This is no whole number from 0 on.</source>
        <translation>Das ist keine ganze Zahl ab 0.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Not yet: there is no key to sign with</source>
        <translation>Noch nicht: es gibt keinen Schlüssel zum Signieren</translation>
    </message>
    <message>
        <source>Not yet: the device type is missing</source>
        <translation>Noch nicht: der Gerätetyp fehlt</translation>
    </message>
    <message>
        <source>Not yet: the device type is wrong</source>
        <translation>Noch nicht: der Gerätetyp ist falsch</translation>
    </message>
    <message>
        <source>Not yet: the number is wrong</source>
        <translation>Noch nicht: die Nummer ist falsch</translation>
    </message>
    <message>
        <source>Not yet: the key&apos;s password file is missing</source>
        <translation>Noch nicht: die Passwortdatei des Schlüssels fehlt</translation>
    </message>
    <message>
        <source>Not yet: the password file is not there</source>
        <translation>Noch nicht: die Passwortdatei gibt es nicht</translation>
    </message>
    <message>
        <source>This bench has no Ed25519 key. Make one with New key.</source>
        <translation>Diese Werkbank hat keinen Ed25519-Schlüssel. Mit „Neuer Schlüssel“ entsteht einer.</translation>
    </message>
    <message>
        <source>To a board 0 means that there is no header.</source>
        <translation>Für ein Board heißt 0, dass es keinen Kopf gibt.</translation>
    </message>
</context>
<context>
    <name>ota::LintItem</name>
    <message>
        <source>A RIOT board answers res=%1</source>
        <translation>Ein RIOT-Board antwortet res=%1</translation>
    </message>
</context>
<context>
    <name>ota::LintList</name>
    <message>
        <source>Lint</source>
        <translation>Prüfung</translation>
    </message>
</context>
<context>
    <name>ota::LintPane</name>
    <message>
        <source>Lint</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
</context>
<context>
    <name>ota::LogView</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Text or area</source>
        <translation>Text oder Bereich</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>No line has “%1”.</source>
        <translation>Keine Zeile enthält „%1“.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all</source>
        <translation>Gewählte Zeilen kopieren oder alle</translation>
    </message>
</context>
<context>
    <name>ota::LowerPane</name>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
</context>
<context>
    <name>ota::MainWindow</name>
    <message>
        <source>%1 – OTA Workbench</source>
        <translation>%1 – OTA Workbench</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Stop %n jobs and close?</source>
        <translation>
            <numerusform>%n Auftrag anhalten und schließen?</numerusform>
            <numerusform>%n Aufträge anhalten und schließen?</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is still running.</source>
        <translation>%1 läuft noch.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Run an operation</source>
        <translation>Vorgang ausführen</translation>
    </message>
    <message>
        <source>Filter or search</source>
        <translation>Filtern oder suchen</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Nächstes suchen</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Voriges suchen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Den Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Next area</source>
        <translation>Nächster Teil</translation>
    </message>
    <message>
        <source>Previous area</source>
        <translation>Voriger Teil</translation>
    </message>
    <message>
        <source>Light, dark, system</source>
        <translation>Hell, dunkel, System</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help of the field</source>
        <translation>Hilfe zum Feld</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dense rows</source>
        <translation>Dichte Zeilen</translation>
    </message>
    <message>
        <source>Own font</source>
        <translation>Eigene Schrift</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Go to the panel</source>
        <translation>Zum Bereich gehen</translation>
    </message>
    <message>
        <source>all operations</source>
        <translation>alle Vorgänge</translation>
    </message>
    <message>
        <source>panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>filter or search</source>
        <translation>filtern oder suchen</translation>
    </message>
    <message>
        <source>next, previous hit</source>
        <translation>nächster, voriger Treffer</translation>
    </message>
    <message>
        <source>next, previous area</source>
        <translation>nächster, voriger Teil</translation>
    </message>
    <message>
        <source>new thing of this panel</source>
        <translation>Neues in diesem Bereich</translation>
    </message>
    <message>
        <source>inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>cancel the job that is shown</source>
        <translation>gezeigten Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>primary toggle</source>
        <translation>Hauptschalter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>leave the field, close, clear the filter</source>
        <translation>Feld verlassen, schließen, Filter leeren</translation>
    </message>
    <message>
        <source>copy value or rows</source>
        <translation>Wert oder Zeilen kopieren</translation>
    </message>
    <message>
        <source>copy as command</source>
        <translation>als Befehl kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>run the form</source>
        <translation>Formular ausführen</translation>
    </message>
    <message>
        <source>light, dark, system</source>
        <translation>hell, dunkel, System</translation>
    </message>
    <message>
        <source>help of the field</source>
        <translation>Hilfe zum Feld</translation>
    </message>
    <message>
        <source>OTA Workbench</source>
        <translation>OTA Workbench</translation>
    </message>
    <message>
        <source>close the window</source>
        <translation>das Fenster schließen</translation>
    </message>
</context>
<context>
    <name>ota::ManifestTreeModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>ota::ManifestView</name>
    <message>
        <source>Signed bytes</source>
        <translation>Signierte Bytes</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>%1 – %2 · %3</source>
        <translation>%1 – %2 · %3</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy offset</source>
        <translation>Offset kopieren</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alles aufklappen</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alles zuklappen</translation>
    </message>
</context>
<context>
    <name>ota::NotifyModel</name>
    <message numerus="yes">
        <source>PUT, %n byte(s)</source>
        <translation>
            <numerusform>PUT, ein Byte</numerusform>
            <numerusform>PUT, %n Bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>POST /suit/trigger, %n byte(s) and NUL</source>
        <translation>
            <numerusform>POST /suit/trigger, ein Byte und NUL</numerusform>
            <numerusform>POST /suit/trigger, %n Bytes und NUL</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>POST /suit/trigger, %n byte(s)</source>
        <translation>
            <numerusform>POST /suit/trigger, ein Byte</numerusform>
            <numerusform>POST /suit/trigger, %n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>The board has no address. Give it one.</source>
        <translation>Das Board hat keine Adresse. Ihm eine geben.</translation>
    </message>
    <message>
        <source>not told yet</source>
        <translation>noch nicht benachrichtigt</translation>
    </message>
    <message>
        <source>asking and sending …</source>
        <translation>fragt und sendet …</translation>
    </message>
    <message>
        <source>, runs %1</source>
        <translation>, läuft mit %1</translation>
    </message>
    <message>
        <source>Send as PUT</source>
        <translation>Als PUT senden</translation>
    </message>
    <message>
        <source>Send as POST</source>
        <translation>Als POST senden</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Another board of these has the same address.</source>
        <translation>Ein anderes dieser Boards hat dieselbe Adresse.</translation>
    </message>
</context>
<context>
    <name>ota::NotifyPane</name>
    <message>
        <source>CoAP does not start</source>
        <translation>CoAP startet nicht</translation>
    </message>
    <message>
        <source>CoAP is starting</source>
        <translation>CoAP startet</translation>
    </message>
    <message>
        <source>The boards are told as soon as it runs.</source>
        <translation>Die Boards erfahren es, sobald es läuft.</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>How they are told</source>
        <translation>Wie sie es erfahren</translation>
    </message>
    <message>
        <source>as each board wants</source>
        <translation>wie jedes Board es will</translation>
    </message>
    <message>
        <source>POST, URL and NUL</source>
        <translation>POST, URL und NUL</translation>
    </message>
    <message>
        <source>POST, URL alone</source>
        <translation>POST, nur die URL</translation>
    </message>
    <message>
        <source>PUT, URL alone</source>
        <translation>PUT, nur die URL</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Tell the boards where the manifest is</source>
        <translation>Den Boards sagen, wo das Manifest ist</translation>
    </message>
    <message>
        <source>Notified boards</source>
        <translation>Benachrichtigte Boards</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Not yet: no release is published</source>
        <translation>Noch nicht: kein Release ist veröffentlicht</translation>
    </message>
    <message>
        <source>Not yet: no board is chosen</source>
        <translation>Noch nicht: kein Board ist gewählt</translation>
    </message>
    <message>
        <source>Not yet: no board has an address</source>
        <translation>Noch nicht: kein Board hat eine Adresse</translation>
    </message>
    <message numerus="yes">
        <source>→ %n board(s)</source>
        <translation>
            <numerusform>→ ein Board</numerusform>
            <numerusform>→ %n Boards</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Sendet …</translation>
    </message>
    <message>
        <source>No board was told</source>
        <translation>Kein Board hat es erfahren</translation>
    </message>
    <message>
        <source>Start CoAP and send</source>
        <translation>CoAP starten und senden</translation>
    </message>
</context>
<context>
    <name>ota::OperationCard</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>ota::OperationField</name>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
</context>
<context>
    <name>ota::OperationForm</name>
    <message>
        <source>Not yet: %1 is missing</source>
        <translation>Noch nicht: %1 fehlt</translation>
    </message>
    <message>
        <source>Not yet: %1 is wrong</source>
        <translation>Noch nicht: %1 ist falsch</translation>
    </message>
</context>
<context>
    <name>ota::PackageActions</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und ein weiteres</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Still asked of %1: these keep their request until it is cleared.</source>
        <translation>Noch verlangt von %1: sie behalten ihren Auftrag, bis er geleert wird.</translation>
    </message>
    <message>
        <source>Payload of %1: gateways that fetch it get “not found”.</source>
        <translation>Nutzlast von %1: Gateways, die sie holen, bekommen „nicht gefunden“.</translation>
    </message>
    <message>
        <source>%1 are freed.</source>
        <translation>%1 werden frei.</translation>
    </message>
    <message>
        <source>No gateway is asked for it. Its payload files stay.</source>
        <translation>Von keinem Gateway wird es verlangt. Seine Nutzlastdateien bleiben.</translation>
    </message>
    <message>
        <source>New package</source>
        <translation>Neues Paket</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Change the package</source>
        <translation>Das Paket ändern</translation>
    </message>
    <message>
        <source>Apply to…</source>
        <translation>Anwenden auf…</translation>
    </message>
    <message>
        <source>Clear request…</source>
        <translation>Auftrag leeren…</translation>
    </message>
    <message>
        <source>Check the payload</source>
        <translation>Die Nutzlast prüfen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Not yet: no package is chosen</source>
        <translation>Noch nicht: kein Paket ist gewählt</translation>
    </message>
    <message>
        <source>%1 can not be applied: %2</source>
        <translation>%1 kann nicht angewendet werden: %2</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Lint it</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Apply it to all</source>
        <translation>Auf alle anwenden</translation>
    </message>
    <message>
        <source>Clear its request</source>
        <translation>Seinen Auftrag leeren</translation>
    </message>
    <message>
        <source>Check its payload</source>
        <translation>Seine Nutzlast prüfen</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n package(s)?</source>
        <translation>
            <numerusform>%n Paket entfernen?</numerusform>
            <numerusform>%n Pakete entfernen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n file(s)?</source>
        <translation>
            <numerusform>%n Datei entfernen?</numerusform>
            <numerusform>%n Dateien entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1 was not removed.</source>
        <translation>%1 wurde nicht entfernt.</translation>
    </message>
    <message>
        <source>Removed %1</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>Removed %1 of them</source>
        <translation>%1 davon entfernt</translation>
    </message>
    <message>
        <source>Clear the request of %1?</source>
        <translation>Den Auftrag von %1 leeren?</translation>
    </message>
    <message numerus="yes">
        <source>Clear the request of %n gateway(s)?</source>
        <translation>
            <numerusform>Den Auftrag von %n Gateway leeren?</numerusform>
            <numerusform>Die Aufträge von %n Gateways leeren?</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: config_otau becomes empty, no update is asked for any more. What they asked for before does not come back, and what has begun may go on.</source>
        <translation>%1: config_otau wird leer, es wird kein Update mehr verlangt. Was zuvor verlangt war, kommt nicht zurück, und was begonnen hat, kann weitergehen.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>The request was not cleared.</source>
        <translation>Der Auftrag wurde nicht geleert.</translation>
    </message>
    <message numerus="yes">
        <source>Request cleared for %n gateway(s)</source>
        <translation>
            <numerusform>Auftrag für %n Gateway geleert</numerusform>
            <numerusform>Auftrag für %n Gateways geleert</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask %1 whether it has the payload?</source>
        <translation>%1 fragen, ob dort die Nutzlast ist?</translation>
    </message>
    <message>
        <source>One HEAD request for each URL leaves this machine. Nothing is downloaded.</source>
        <translation>Eine HEAD-Anfrage je URL verlässt diesen Rechner. Nichts wird heruntergeladen.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>The payload of %1 was not checked.</source>
        <translation>Die Nutzlast von %1 wurde nicht geprüft.</translation>
    </message>
</context>
<context>
    <name>ota::PackageEditor</name>
    <message>
        <source>New package</source>
        <translation>Neues Paket</translation>
    </message>
    <message>
        <source>How it is written</source>
        <translation>Wie es geschrieben wird</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Raw text</source>
        <translation>Rohtext</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the form; what is in it stays</source>
        <translation>Das Formular schließen; was darin steht, bleibt</translation>
    </message>
    <message>
        <source>A tag, otau_info or config_otau, percent-encoded or plain.</source>
        <translation>Ein Tag, otau_info oder config_otau, prozentcodiert oder nicht.</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Puts what was copied in place of the text</source>
        <translation>Setzt das Kopierte an die Stelle des Textes</translation>
    </message>
    <message>
        <source>%7B%22author%22%3A… or { &quot;vendor&quot;: …</source>
        <translation>%7B%22author%22%3A… oder { &quot;vendor&quot;: …</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Nothing is odd about it.</source>
        <translation>Daran ist nichts auffällig.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>config_otau</source>
        <translation>config_otau</translation>
    </message>
    <message>
        <source>Tag otau_info</source>
        <translation>Tag otau_info</translation>
    </message>
    <message>
        <source>Save package</source>
        <translation>Paket speichern</translation>
    </message>
    <message>
        <source>Store it on the bench; no gateway is told</source>
        <translation>Auf der Werkbank ablegen; kein Gateway erfährt davon</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>The otaw command that does the same</source>
        <translation>Der otaw-Befehl, der dasselbe tut</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>%1 characters</source>
        <translation>%1 Zeichen</translation>
    </message>
    <message>
        <source>encoded %1 of %2</source>
        <translation>codiert %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a package of this id; it is replaced.</source>
        <translation>Ein Paket dieser id gibt es; es wird ersetzt.</translation>
    </message>
    <message>
        <source>The id of a package begins with package_, in lower case.</source>
        <translation>Die id eines Pakets beginnt mit package_, in Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>Not yet: there is no text</source>
        <translation>Noch nicht: es gibt keinen Text</translation>
    </message>
    <message>
        <source>Not yet: it holds no JSON object</source>
        <translation>Noch nicht: es enthält kein JSON-Objekt</translation>
    </message>
    <message>
        <source>Not yet: fill in %1</source>
        <translation>Noch nicht: %1 ausfüllen</translation>
    </message>
    <message>
        <source>Not yet: config_otau has errors</source>
        <translation>Noch nicht: config_otau hat Fehler</translation>
    </message>
    <message>
        <source>Not yet: it has no id</source>
        <translation>Noch nicht: es hat keine id</translation>
    </message>
    <message>
        <source>Not yet: the id can not be used</source>
        <translation>Noch nicht: die id ist nicht benutzbar</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>No release is published</source>
        <translation>Kein Release ist veröffentlicht</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The payload was not taken in.</source>
        <translation>Die Nutzlast wurde nicht aufgenommen.</translation>
    </message>
    <message>
        <source>Package file</source>
        <translation>Paketdatei</translation>
    </message>
    <message>
        <source>it is too long for a package</source>
        <translation>es ist zu lang für ein Paket</translation>
    </message>
    <message>
        <source>The file was not read.</source>
        <translation>Die Datei wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 was not saved.</source>
        <translation>%1 wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>Its files are signed with the lab header when it is saved; Fields says how.</source>
        <translation>Beim Speichern werden seine Dateien mit dem Laborkopf signiert; wie, steht unter „Felder“.</translation>
    </message>
    <message>
        <source>Signing makes other files: payload, sha256 and size become theirs when it is saved.</source>
        <translation>Signieren macht andere Dateien: payload, sha256 und size werden beim Speichern die ihren.</translation>
    </message>
    <message>
        <source>encoded more than %1 of %2</source>
        <translation>codiert mehr als %1 von %2</translation>
    </message>
    <message>
        <source>Not yet: this payload can not be signed</source>
        <translation>Noch nicht: diese Nutzlast lässt sich nicht signieren</translation>
    </message>
</context>
<context>
    <name>ota::PackageForm</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>filled in for files of this bench</source>
        <translation>ausgefüllt für Dateien dieser Werkbank</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Package id</source>
        <translation>Paket-id</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>wahlfrei</translation>
    </message>
    <message>
        <source>JSON has no file to sign: choose FILE or URL_LIST.</source>
        <translation>JSON hat keine Datei zum Signieren: FILE oder URL_LIST wählen.</translation>
    </message>
    <message>
        <source>Only content of this bench can be signed: put it in with From release or From file.</source>
        <translation>Nur Inhalt dieser Werkbank lässt sich signieren: mit „Aus Release“ oder „Aus Datei“ einsetzen.</translation>
    </message>
</context>
<context>
    <name>ota::PackageInspector</name>
    <message>
        <source>runs it</source>
        <translation>führt es aus</translation>
    </message>
    <message>
        <source>has not fetched the request yet</source>
        <translation>hat den Auftrag noch nicht geholt</translation>
    </message>
    <message>
        <source>was told</source>
        <translation>weiß davon</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>cleared it</source>
        <translation>hat ihn geleert</translation>
    </message>
    <message>
        <source>wrote something else back</source>
        <translation>schrieb etwas anderes zurück</translation>
    </message>
    <message>
        <source>runs %1</source>
        <translation>läuft mit %1</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Nothing is odd about it.</source>
        <translation>Daran ist nichts auffällig.</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>What the tag says, as JSON</source>
        <translation>Was das Tag sagt, als JSON</translation>
    </message>
    <message>
        <source>The tag as it is stored</source>
        <translation>Das Tag, wie es gespeichert ist</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Gateways that are asked for it</source>
        <translation>Gateways, von denen es verlangt wird</translation>
    </message>
    <message>
        <source>All packages</source>
        <translation>Alle Pakete</translation>
    </message>
    <message>
        <source>What is shown of the package</source>
        <translation>Was vom Paket gezeigt wird</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Copy tag</source>
        <translation>Tag kopieren</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>Gateways</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>id</source>
        <translation>id</translation>
    </message>
    <message>
        <source>Asks the server whether it has the payload; other machines than this one only after a question</source>
        <translation>Fragt den Server, ob er die Nutzlast hat; andere Rechner als diesen nur nach einer Rückfrage</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>Nicht anwendbar</translation>
    </message>
    <message>
        <source>Other content</source>
        <translation>Anderer Inhalt</translation>
    </message>
    <message>
        <source>Served at</source>
        <translation>Bedient unter</translation>
    </message>
    <message>
        <source>not served now</source>
        <translation>jetzt nicht bedient</translation>
    </message>
    <message>
        <source>applicable</source>
        <translation>anwendbar</translation>
    </message>
    <message>
        <source>otau_info, decoded</source>
        <translation>otau_info, decodiert</translation>
    </message>
    <message numerus="yes">
        <source>otau_info as it is stored: %n character(s)</source>
        <translation>
            <numerusform>otau_info, wie es gespeichert ist: %n Zeichen</numerusform>
            <numerusform>otau_info, wie es gespeichert ist: %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>URL %1</source>
        <translation>URL %1</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>No gateway is asked for it.</source>
        <translation>Von keinem Gateway wird es verlangt.</translation>
    </message>
    <message>
        <source>Gateways %1</source>
        <translation>Gateways %1</translation>
    </message>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>Medientyp</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Payload of</source>
        <translation>Nutzlast von</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Fragt …</translation>
    </message>
</context>
<context>
    <name>ota::PackagesModel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und eine weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>No gateway is asked for it</source>
        <translation>Von keinem Gateway verlangt</translation>
    </message>
</context>
<context>
    <name>ota::PackagesPanel</name>
    <message>
        <source>Id, vendor or version</source>
        <translation>Id, Hersteller oder Version</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>Nicht anwendbar</translation>
    </message>
    <message>
        <source>Other content</source>
        <translation>Anderer Inhalt</translation>
    </message>
    <message>
        <source>Import folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Take the packages and files of a folder</source>
        <translation>Die Pakete und Dateien eines Ordners übernehmen</translation>
    </message>
    <message>
        <source>Apply to…</source>
        <translation>Anwenden auf…</translation>
    </message>
    <message>
        <source>Ask gateways to install the chosen package</source>
        <translation>Von Gateways verlangen, das gewählte Paket zu installieren</translation>
    </message>
    <message>
        <source>New package</source>
        <translation>Neues Paket</translation>
    </message>
    <message>
        <source>Make a package</source>
        <translation>Ein Paket machen</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>Asked of</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>No package matches “%1”.</source>
        <translation>Kein Paket passt zu „%1“.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>Medientyp</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Payload of</source>
        <translation>Nutzlast von</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>No content matches “%1”.</source>
        <translation>Kein Inhalt passt zu „%1“.</translation>
    </message>
    <message>
        <source>Your packages appear here</source>
        <translation>Hier erscheinen Ihre Pakete</translation>
    </message>
    <message>
        <source>A package tells gateways of the ExoSense world which version to install and where to fetch it. Make one, or drop a folder of packages here.</source>
        <translation>Ein Paket sagt Gateways der Welt von ExoSense, welche Version zu installieren und wo sie zu holen ist. Machen Sie eines, oder ziehen Sie einen Ordner mit Paketen hierher.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>The bench can not be read.</source>
        <translation>Die Werkbank ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>The packages can not be read.</source>
        <translation>Die Pakete sind nicht lesbar.</translation>
    </message>
    <message>
        <source>Folder of packages</source>
        <translation>Ordner mit Paketen</translation>
    </message>
    <message>
        <source>A package is an entry of the content whose id begins with package_ and whose tag otau_info says which version is meant and where its payload is. Packages that can not be applied are listed, too, with the reason.

To apply one writes its config_otau to the resource of each chosen gateway; those that wait get it at once. What gateways report appears on their timelines.

Drop a folder or files here to import them. Payloads on this bench are checked by themselves; other servers are asked only when you say so.</source>
        <translation>Ein Paket ist ein Eintrag des Inhalts, dessen id mit package_ beginnt und dessen Tag otau_info sagt, welche Version gemeint ist und wo ihre Nutzlast liegt. Pakete, die nicht anwendbar sind, stehen auch in der Liste, mit dem Grund.

Anwenden schreibt sein config_otau in die Ressource jedes gewählten Gateways; wer wartet, bekommt es sofort. Was Gateways melden, erscheint auf ihren Zeitleisten.

Ziehen Sie einen Ordner oder Dateien hierher, um sie zu importieren. Nutzlasten auf dieser Werkbank werden von selbst geprüft; andere Server werden nur gefragt, wenn Sie es sagen.</translation>
    </message>
</context>
<context>
    <name>ota::Palette</name>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>to the form</source>
        <translation>zum Formular</translation>
    </message>
    <message>
        <source>Ctrl Enter</source>
        <translation>Strg Eingabe</translation>
    </message>
    <message>
        <source>run</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>Ctrl Shift C</source>
        <translation>Strg Umschalt C</translation>
    </message>
    <message>
        <source>copy as command</source>
        <translation>als Befehl kopieren</translation>
    </message>
    <message>
        <source>All operations</source>
        <translation>Alle Vorgänge</translation>
    </message>
    <message>
        <source>What is to be done?</source>
        <translation>Was ist zu tun?</translation>
    </message>
    <message>
        <source>Find an operation</source>
        <translation>Vorgang suchen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n Vorgang</numerusform>
            <numerusform>%n Vorgänge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n operations</source>
        <translation>
            <numerusform>%1 von %n Vorgang</numerusform>
            <numerusform>%1 von %n Vorgängen</numerusform>
        </translation>
    </message>
    <message>
        <source>No operation is called so. Other words may help: the noun comes first, as in “key new”.</source>
        <translation>Kein Vorgang heißt so. Andere Wörter helfen vielleicht: das Nomen kommt zuerst, wie in „key new“.</translation>
    </message>
</context>
<context>
    <name>ota::PaletteField</name>
    <message>
        <source>Run an operation</source>
        <translation>Vorgang ausführen</translation>
    </message>
</context>
<context>
    <name>ota::PaletteModel</name>
    <message>
        <source>Operations</source>
        <translation>Vorgänge</translation>
    </message>
</context>
<context>
    <name>ota::PayloadField</name>
    <message>
        <source>URLs, one a line</source>
        <translation>URLs, eine je Zeile</translation>
    </message>
    <message>
        <source>Payload as a JSON object</source>
        <translation>Nutzlast als JSON-Objekt</translation>
    </message>
    <message>
        <source>From release…</source>
        <translation>Aus Release…</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <source>URL of the file</source>
        <translation>URL der Datei</translation>
    </message>
    <message>
        <source>Makes a file of a published release content and puts its URL in</source>
        <translation>Macht eine Datei eines veröffentlichten Release zu Inhalt und setzt ihre URL ein</translation>
    </message>
    <message>
        <source>Makes a file of this computer content and puts its URL in</source>
        <translation>Macht eine Datei dieses Rechners zu Inhalt und setzt ihre URL ein</translation>
    </message>
    <message>
        <source>https://files.example.com/firmware.bin</source>
        <translation>https://files.example.com/firmware.bin</translation>
    </message>
</context>
<context>
    <name>ota::PhaseTable</name>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>gegen %1</translation>
    </message>
</context>
<context>
    <name>ota::PskIdentities</name>
    <message>
        <source>PSK identities</source>
        <translation>PSK-Identitäten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Make a key</source>
        <translation>Einen Schlüssel erzeugen</translation>
    </message>
    <message>
        <source>It has one</source>
        <translation>Es hat einen</translation>
    </message>
    <message>
        <source>Add identity</source>
        <translation>Identität hinzufügen</translation>
    </message>
    <message>
        <source>Let a device use CoAPS</source>
        <translation>Ein Gerät CoAPS benutzen lassen</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>As the device names itself.</source>
        <translation>Wie das Gerät sich nennt.</translation>
    </message>
    <message>
        <source>You are asked for it when you add it.</source>
        <translation>Danach wird beim Hinzufügen gefragt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>An identity is missing: the name that the device sends.</source>
        <translation>Eine Identität fehlt: der Name, den das Gerät sendet.</translation>
    </message>
    <message>
        <source>Adding …</source>
        <translation>Fügt hinzu …</translation>
    </message>
    <message>
        <source>none: boards come with certificates</source>
        <translation>keine: Boards kommen mit Zertifikaten</translation>
    </message>
    <message>
        <source>Take away the key of %1?</source>
        <translation>Den Schlüssel von %1 wegnehmen?</translation>
    </message>
    <message>
        <source>The device can use CoAPS no more. A connection that is open stays open.</source>
        <translation>Das Gerät kann CoAPS nicht mehr benutzen. Eine offene Verbindung bleibt offen.</translation>
    </message>
    <message>
        <source>Remove identity</source>
        <translation>Identität entfernen</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Copy as command: show the keys</source>
        <translation>Als Befehl kopieren: die Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Copy as command: remove</source>
        <translation>Als Befehl kopieren: entfernen</translation>
    </message>
</context>
<context>
    <name>ota::PskModel</name>
    <message>
        <source>not since the start</source>
        <translation>nicht seit dem Start</translation>
    </message>
    <message>
        <source>used %1</source>
        <translation>benutzt %1</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1, Schlüssel %2</translation>
    </message>
</context>
<context>
    <name>ota::QrCode</name>
    <message>
        <source>QR code of %1</source>
        <translation>QR-Code von %1</translation>
    </message>
</context>
<context>
    <name>ota::Rail</name>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Light, dark, system</source>
        <translation>Hell, dunkel, System</translation>
    </message>
</context>
<context>
    <name>ota::ReleaseActions</name>
    <message>
        <source>%1, never published. The files it was made of stay where they are.</source>
        <translation>%1, nie veröffentlicht. Die Dateien, aus denen er gemacht wurde, bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source> with 1 earlier publication</source>
        <translation> mit einer früheren Veröffentlichung</translation>
    </message>
    <message>
        <source> with %1 earlier publications</source>
        <translation> mit %1 früheren Veröffentlichungen</translation>
    </message>
    <message>
        <source>. Its paths answer “not found” at once; the last sequence number stays known, since boards remember it too.</source>
        <translation>. Seine Pfade antworten sofort „nicht gefunden“; die letzte Sequenznummer bleibt bekannt, denn auch Boards merken sie sich.</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>New release</source>
        <translation>Neues Release</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien einlesen…</translation>
    </message>
    <message>
        <source>Publish the draft</source>
        <translation>Den Entwurf veröffentlichen</translation>
    </message>
    <message>
        <source>Build the next version</source>
        <translation>Die nächste Version bauen</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Export files…</source>
        <translation>Dateien exportieren…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Copy the id</source>
        <translation>Die Kennung kopieren</translation>
    </message>
    <message>
        <source>Id copied</source>
        <translation>Kennung kopiert</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Export files</source>
        <translation>Dateien exportieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Published %1</source>
        <translation>%1 veröffentlicht</translation>
    </message>
    <message>
        <source>Directory for the files of %1</source>
        <translation>Verzeichnis für die Dateien von %1</translation>
    </message>
    <message>
        <source>Directory for the files of %1 releases</source>
        <translation>Verzeichnis für die Dateien von %1 Releases</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Replace 1 file?</source>
        <translation>1 Datei ersetzen?</translation>
    </message>
    <message>
        <source>Replace %1 files?</source>
        <translation>%1 Dateien ersetzen?</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon da.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Remove the draft of %1?</source>
        <translation>Den Entwurf von %1 entfernen?</translation>
    </message>
    <message>
        <source>Remove %1 %2?</source>
        <translation>%1 %2 entfernen?</translation>
    </message>
    <message>
        <source>None of them was published.</source>
        <translation>Keines davon war veröffentlicht.</translation>
    </message>
    <message>
        <source>One of them is published: its paths answer “not found” at once.</source>
        <translation>Eines davon ist veröffentlicht: seine Pfade antworten sofort „nicht gefunden“.</translation>
    </message>
    <message>
        <source>%1 of them are published: their paths answer “not found” at once.</source>
        <translation>%1 davon sind veröffentlicht: ihre Pfade antworten sofort „nicht gefunden“.</translation>
    </message>
    <message>
        <source>Remove %1 releases, %2?</source>
        <translation>%1 Releases entfernen, %2?</translation>
    </message>
    <message>
        <source>Remove %1 releases</source>
        <translation>%1 Releases entfernen</translation>
    </message>
    <message>
        <source>No release is chosen</source>
        <translation>Kein Release ist gewählt</translation>
    </message>
    <message>
        <source>Two releases can be compared, not %1</source>
        <translation>Zwei Releases lassen sich vergleichen, nicht %1</translation>
    </message>
</context>
<context>
    <name>ota::ReleaseBuilder</name>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>Als Entwurf behalten</translation>
    </message>
    <message>
        <source>Not yet: the values are being looked at</source>
        <translation>Noch nicht: die Werte werden gerade geprüft</translation>
    </message>
    <message>
        <source>Build a SUIT release</source>
        <translation>Ein SUIT-Release bauen</translation>
    </message>
    <message>
        <source>nothing is published yet</source>
        <translation>noch ist nichts veröffentlicht</translation>
    </message>
    <message>
        <source>RIOT (riot-09)</source>
        <translation>RIOT (riot-09)</translation>
    </message>
    <message>
        <source>Standard (draft-37)</source>
        <translation>Standard (draft-37)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the form; what is in it stays</source>
        <translation>Das Formular schließen; was darin steht, bleibt</translation>
    </message>
    <message>
        <source>Build, sign and publish</source>
        <translation>Bauen, signieren und veröffentlichen</translation>
    </message>
    <message>
        <source>Build and sign it, without serving it</source>
        <translation>Bauen und signieren, ohne es auszuliefern</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>The otaw command that does the same</source>
        <translation>Der otaw-Befehl, der dasselbe tut</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>The bench can not be read.</source>
        <translation>Die Werkbank ist nicht lesbar.</translation>
    </message>
    <message>
        <source>manifest of %1 bytes, not published</source>
        <translation>Manifest mit %1 Bytes, nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Publishing …</source>
        <translation>Veröffentlicht …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop; nothing is published</source>
        <translation>Anhalten; nichts wird veröffentlicht</translation>
    </message>
    <message>
        <source>Building …</source>
        <translation>Baut …</translation>
    </message>
</context>
<context>
    <name>ota::ReleaseForm</name>
    <message>
        <source>Images</source>
        <translation>Abbilder</translation>
    </message>
    <message>
        <source>Sign with</source>
        <translation>Signieren mit</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Epoch seconds</source>
        <translation>Sekunden seit 1970</translation>
    </message>
    <message>
        <source>The seconds since 1970, as RIOT’s make takes them</source>
        <translation>Die Sekunden seit 1970, wie RIOTs make sie nimmt</translation>
    </message>
    <message>
        <source>Not yet: %1 is wrong</source>
        <translation>Noch nicht: %1 ist falsch</translation>
    </message>
    <message>
        <source>Not yet: %1 is missing</source>
        <translation>Noch nicht: %1 fehlt</translation>
    </message>
    <message>
        <source>Not yet: %1 would be refused (%2)</source>
        <translation>Noch nicht: %1 würde abgewiesen (%2)</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>newest published: %1</source>
        <translation>zuletzt veröffentlicht: %1</translation>
    </message>
</context>
<context>
    <name>ota::ReleaseInspector</name>
    <message>
        <source>manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>image for slot 0</source>
        <translation>Abbild für Slot 0</translation>
    </message>
    <message>
        <source>image for slot 1</source>
        <translation>Abbild für Slot 1</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What it replaced</source>
        <translation>Was es ersetzt hat</translation>
    </message>
    <message>
        <source>What is shown of the release</source>
        <translation>Was vom Release gezeigt wird</translation>
    </message>
    <message>
        <source>Manifest of the release</source>
        <translation>Manifest des Releases</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Abbilder</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>This release has no files.</source>
        <translation>Dieses Release hat keine Dateien.</translation>
    </message>
    <message>
        <source>No file of this release is a SUIT manifest. Boards of the SUIT world look for one first.</source>
        <translation>Keine Datei dieses Releases ist ein SUIT-Manifest. Boards der SUIT-Welt suchen zuerst danach.</translation>
    </message>
    <message>
        <source>no manifest · %1</source>
        <translation>kein Manifest · %1</translation>
    </message>
    <message>
        <source>%1 · %2 bytes</source>
        <translation>%1 · %2 Bytes</translation>
    </message>
    <message>
        <source>signed in %1</source>
        <translation>signiert in %1</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signiert</translation>
    </message>
    <message>
        <source>means %1</source>
        <translation>bedeutet %1</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Publication</source>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <source>%1 · %2 · publication %3</source>
        <translation>%1 · %2 · Veröffentlichung %3</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>ota::ReleaseModel</name>
    <message>
        <source>checked when it is published</source>
        <translation>wird beim Veröffentlichen geprüft</translation>
    </message>
    <message>
        <source>no manifest</source>
        <translation>kein Manifest</translation>
    </message>
    <message>
        <source>%1 · not trusted here</source>
        <translation>%1 · hier nicht vertraut</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>eine Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>ota::RequestLog</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Text or service</source>
        <translation>Text oder Dienst</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Show all services</source>
        <translation>Alle Dienste zeigen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>No line has “%1”.</source>
        <translation>Keine Zeile enthält „%1“.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all that are shown</source>
        <translation>Die gewählten Zeilen kopieren, oder alle gezeigten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>what is asked of the services stands here</source>
        <translation>was von den Diensten verlangt wird, steht hier</translation>
    </message>
    <message>
        <source>%1 · following</source>
        <translation>%1 · folgt</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
</context>
<context>
    <name>ota::SearchTable</name>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Dense rows</source>
        <translation>Dichte Zeilen</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ota::SecretOverlay</name>
    <message>
        <source>A secret is needed</source>
        <translation>Ein Geheimnis ist nötig</translation>
    </message>
    <message>
        <source>It is kept in memory only.</source>
        <translation>Es bleibt nur im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Den Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
</context>
<context>
    <name>ota::SequenceModel</name>
    <message>
        <source>reported %1 at %2</source>
        <translation>%1 gemeldet um %2</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Board&apos;s time</source>
        <translation>Zeit des Boards</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>Sagt</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Anmerkung</translation>
    </message>
</context>
<context>
    <name>ota::SequenceView</name>
    <message>
        <source>Expected and reported</source>
        <translation>Erwartet und gemeldet</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Expected and reported statuses</source>
        <translation>Erwartete und gemeldete Status</translation>
    </message>
    <message>
        <source>Show the list of events again</source>
        <translation>Wieder die Liste der Ereignisse zeigen</translation>
    </message>
    <message>
        <source>The table as text, as otaw timeline sequence writes it</source>
        <translation>Die Tabelle als Text, wie otaw timeline sequence sie schreibt</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Board&apos;s time</source>
        <translation>Zeit des Boards</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>Sagt</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULIERT</translation>
    </message>
    <message numerus="yes">
        <source>%n reports</source>
        <translation>
            <numerusform>%n Meldung</numerusform>
            <numerusform>%n Meldungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remarks</source>
        <translation>
            <numerusform>%n Anmerkung</numerusform>
            <numerusform>%n Anmerkungen</numerusform>
        </translation>
    </message>
    <message>
        <source>SIMULATED BOARD</source>
        <translation>SIMULIERTES BOARD</translation>
    </message>
</context>
<context>
    <name>ota::ServiceCard</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Show as QR code</source>
        <translation>Als QR-Code zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>Port %1 nehmen</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
</context>
<context>
    <name>ota::ServiceInspector</name>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Counters since start</source>
        <translation>Zähler seit dem Start</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>again with the next window</source>
        <translation>mit dem nächsten Fenster wieder</translation>
    </message>
    <message>
        <source>When it runs</source>
        <translation>Wenn er läuft</translation>
    </message>
    <message>
        <source>Starts again with the next window when it runs</source>
        <translation>Startet mit dem nächsten Fenster wieder, wenn er läuft</translation>
    </message>
    <message>
        <source>running since %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>Port %1 nehmen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Whoever reaches this computer reaches it.</source>
        <translation>Wer diesen Rechner erreicht, erreicht ihn.</translation>
    </message>
    <message>
        <source>Whoever reaches this computer will reach it.</source>
        <translation>Wer diesen Rechner erreicht, wird ihn erreichen.</translation>
    </message>
    <message>
        <source>Only this computer reaches it. Boards need an interface.</source>
        <translation>Nur dieser Rechner erreicht ihn. Boards brauchen eine Schnittstelle.</translation>
    </message>
    <message>
        <source>Only this computer will reach it. Boards need an interface.</source>
        <translation>Nur dieser Rechner wird ihn erreichen. Boards brauchen eine Schnittstelle.</translation>
    </message>
    <message>
        <source>Boards on %1 reach it.</source>
        <translation>Boards an %1 erreichen ihn.</translation>
    </message>
    <message>
        <source>Boards on %1 will reach it.</source>
        <translation>Boards an %1 werden ihn erreichen.</translation>
    </message>
</context>
<context>
    <name>ota::ServingKeeper</name>
    <message>
        <source>There is no identity “%1” any more.</source>
        <translation>Es gibt keine Identität „%1“ mehr.</translation>
    </message>
</context>
<context>
    <name>ota::ServingPanel</name>
    <message>
        <source>The bench can not be read.</source>
        <translation>Die Werkbank ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Notify boards</source>
        <translation>Boards benachrichtigen</translation>
    </message>
    <message>
        <source>Tell boards where a release is</source>
        <translation>Boards sagen, wo ein Release ist</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>Alle starten</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>last two minutes, bytes sent</source>
        <translation>letzte zwei Minuten, gesendete Bytes</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n peers</source>
        <translation>
            <numerusform>eine Gegenstelle</numerusform>
            <numerusform>%n Gegenstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfers</source>
        <translation>
            <numerusform>eine Übertragung</numerusform>
            <numerusform>%n Übertragungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 sent</source>
        <translation>%1 · %2 gesendet</translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>eine Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>loopback only</source>
        <translation>nur Loopback</translation>
    </message>
    <message>
        <source>all interfaces</source>
        <translation>alle Schnittstellen</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program.</source>
        <translation>Port %1 gehört einem anderen Programm.</translation>
    </message>
    <message>
        <source>nothing runs</source>
        <translation>nichts läuft</translation>
    </message>
    <message>
        <source>%1 of %2 services run</source>
        <translation>%1 von %2 Diensten laufen</translation>
    </message>
    <message>
        <source>The port was not changed.</source>
        <translation>Der Port wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Show as QR code</source>
        <translation>Als QR-Code zeigen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Copied as a command</source>
        <translation>Als Befehl kopiert</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Throughput of the last two minutes</source>
        <translation>Durchsatz der letzten zwei Minuten</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>Das gelang nicht.</translation>
    </message>
    <message>
        <source>Copied: key of %1</source>
        <translation>Kopiert: Schlüssel von %1</translation>
    </message>
    <message>
        <source>%1 may use CoAPS</source>
        <translation>%1 darf CoAPS benutzen</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Token copied</source>
        <translation>Token kopiert</translation>
    </message>
    <message>
        <source>The bench has a new token</source>
        <translation>Die Werkbank hat ein neues Token</translation>
    </message>
    <message>
        <source>Stop all services</source>
        <translation>Alle Dienste anhalten</translation>
    </message>
    <message numerus="yes">
        <source>%n PSK identities</source>
        <translation>
            <numerusform>eine PSK-Identität</numerusform>
            <numerusform>%n PSK-Identitäten</numerusform>
        </translation>
    </message>
    <message>
        <source>certificate of the bench</source>
        <translation>Zertifikat der Werkbank</translation>
    </message>
    <message>
        <source>own certificate</source>
        <translation>eigenes Zertifikat</translation>
    </message>
    <message>
        <source>End that program, or take another port.</source>
        <translation>Jenes Programm beenden oder einen anderen Port nehmen.</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>Copy as command: use port %1</source>
        <translation>Als Befehl kopieren: Port %1 nehmen</translation>
    </message>
    <message>
        <source>Show its requests alone</source>
        <translation>Nur seine Anfragen zeigen</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>HTTP and CoAP</source>
        <translation>HTTP und CoAP</translation>
    </message>
    <message>
        <source>ExoSense</source>
        <translation>ExoSense</translation>
    </message>
    <message>
        <source>What people, scripts and boards fetch releases from</source>
        <translation>Woher Menschen, Skripte und Boards Releases holen</translation>
    </message>
    <message>
        <source>The cloud of gateways that were made for ExoSense and Murano</source>
        <translation>Die Cloud von Gateways, die für ExoSense und Murano gebaut wurden</translation>
    </message>
    <message>
        <source>Start every service shown here that does not run</source>
        <translation>Jeden hier gezeigten Dienst starten, der nicht läuft</translation>
    </message>
    <message>
        <source>The services that boards and people fetch from. A card shows where one listens; Space starts and stops it.

Everything listens on loopback until you choose an interface. What is set here is kept in the bench, and otaw serve begins with it. What runs when you close the window runs again with the next one.

ExoSense is the cloud of gateways that were made for ExoSense and Murano, over HTTP and MQTT. It is there while one of its services runs.

Below the cards: bytes sent in the last two minutes, who fetches what, and what was asked.</source>
        <translation>Die Dienste, von denen Boards und Menschen holen. Eine Karte zeigt, wo einer lauscht; die Leertaste startet und stoppt ihn.

Alles lauscht auf Loopback, bis Sie eine Schnittstelle wählen. Was hier eingestellt wird, bleibt in der Werkbank, und otaw serve beginnt damit. Was beim Schließen des Fensters läuft, läuft mit dem nächsten wieder.

ExoSense ist die Cloud von Gateways, die für ExoSense und Murano gebaut wurden, über HTTP und MQTT. Sie ist da, solange einer ihrer Dienste läuft.

Unter den Karten: gesendete Bytes der letzten zwei Minuten, wer was holt, und was gefragt wurde.</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>All services shown here run.</source>
        <translation>Alle hier gezeigten Dienste laufen.</translation>
    </message>
    <message>
        <source>Start all services shown here</source>
        <translation>Alle hier gezeigten Dienste starten</translation>
    </message>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>any gateway</source>
        <translation>jedes Gateway</translation>
    </message>
    <message>
        <source>listed gateways</source>
        <translation>Gateways der Liste</translation>
    </message>
</context>
<context>
    <name>ota::SessionInspector</name>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>not started here</source>
        <translation>nicht hier begonnen</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
    <message>
        <source>Notify again</source>
        <translation>Erneut benachrichtigen</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>Payload sent</source>
        <translation>Gesendete Nutzdaten</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>No checker found anything to say.</source>
        <translation>Kein Prüfer hat etwas zu sagen.</translation>
    </message>
    <message>
        <source>Findings %1</source>
        <translation>Befunde %1</translation>
    </message>
    <message>
        <source>Choose an event to see what it says and where it comes from.</source>
        <translation>Ein Ereignis wählen, um zu sehen, was es sagt und woher es kommt.</translation>
    </message>
    <message>
        <source>Host time</source>
        <translation>Zeit hier</translation>
    </message>
    <message>
        <source>Board&apos;s time</source>
        <translation>Zeit des Boards</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Its own word</source>
        <translation>Eigenes Wort</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>Gefaltet</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>stream %1 @ 0x%2, %3 bytes</source>
        <translation>Strom %1 @ 0x%2, %3 Bytes</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Raw bytes</source>
        <translation>Rohe Bytes</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>HTML report</source>
        <translation>HTML-Bericht</translation>
    </message>
    <message>
        <source>Console around the event</source>
        <translation>Konsole um das Ereignis</translation>
    </message>
    <message>
        <source>Findings that use this event</source>
        <translation>Befunde, die dieses Ereignis nutzen</translation>
    </message>
    <message>
        <source>against #%1 of %2</source>
        <translation>gegen #%1 von %2</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft mit</translation>
    </message>
    <message numerus="yes">
        <source>%n progress reports before it</source>
        <translation>
            <numerusform>davor eine Fortschrittsmeldung</numerusform>
            <numerusform>davor %n Fortschrittsmeldungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 as they came</source>
        <translation>%1, wie sie kamen</translation>
    </message>
    <message>
        <source>Choose an event to see its bytes.</source>
        <translation>Ein gewähltes Ereignis zeigt hier seine Bytes.</translation>
    </message>
    <message>
        <source>This event was made here; no bytes belong to it.</source>
        <translation>Dieses Ereignis entstand hier; keine Bytes gehören dazu.</translation>
    </message>
    <message>
        <source>Board&apos;s clock</source>
        <translation>Uhr des Boards</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Expected and reported statuses side by side</source>
        <translation>Erwartete und gemeldete Status nebeneinander</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
</context>
<context>
    <name>ota::SessionList</name>
    <message>
        <source>Last sessions</source>
        <translation>Letzte Sitzungen</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Noch keine Sitzung</translation>
    </message>
</context>
<context>
    <name>ota::SettingsForm</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Largest block</source>
        <translation>Größter Block</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Of the bench</source>
        <translation>Der Werkbank</translation>
    </message>
    <message>
        <source>Own files</source>
        <translation>Eigene Dateien</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>Schnittstellen</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Address in URLs</source>
        <translation>Adresse in URLs</translation>
    </message>
    <message>
        <source>What boards get to hear. Loopback reaches no other machine.</source>
        <translation>Was Boards zu hören bekommen. Loopback erreicht keinen anderen Rechner.</translation>
    </message>
    <message>
        <source>as each reaches us</source>
        <translation>wie jedes uns erreicht</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>PUT from loopback publishes</source>
        <translation>PUT von Loopback veröffentlicht</translation>
    </message>
    <message>
        <source>File tree</source>
        <translation>Dateibaum</translation>
    </message>
    <message>
        <source>Served as it is, for RIOT’s make.</source>
        <translation>Wird ausgeliefert, wie er ist, für RIOTs make.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Old scripts</source>
        <translation>Alte Skripte</translation>
    </message>
    <message>
        <source>write without a token</source>
        <translation>ohne Token schreiben</translation>
    </message>
    <message>
        <source>Its file</source>
        <translation>Seine Datei</translation>
    </message>
    <message>
        <source>PEM, with its chain.</source>
        <translation>PEM, mit seiner Kette.</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Privater Schlüssel</translation>
    </message>
    <message>
        <source>PEM.</source>
        <translation>PEM.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>There are %1; a change sets them all.</source>
        <translation>Es gibt %1; eine Änderung setzt sie alle.</translation>
    </message>
    <message>
        <source>0: any free one.</source>
        <translation>0: irgendein freier.</translation>
    </message>
    <message>
        <source>Not taken yet: the service runs with what it was started with.</source>
        <translation>Noch nicht übernommen: der Dienst läuft mit dem, womit er gestartet wurde.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>taken at the next start</source>
        <translation>gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>A port is a number from 1 to %1, or 0 for any free one.</source>
        <translation>Ein Port ist eine Zahl von 1 bis %1, oder 0 für irgendeinen freien.</translation>
    </message>
    <message>
        <source>Copy settings as command</source>
        <translation>Einstellungen als Befehl kopieren</translation>
    </message>
    <message>
        <source>Take back to those of a new bench</source>
        <translation>Auf die einer neuen Werkbank zurücksetzen</translation>
    </message>
    <message>
        <source>Copy that as command</source>
        <translation>Das als Befehl kopieren</translation>
    </message>
    <message>
        <source>Who may come</source>
        <translation>Wer kommen darf</translation>
    </message>
    <message>
        <source>Host in TLS</source>
        <translation>Host in TLS</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>Unserer</translation>
    </message>
    <message>
        <source>As asked</source>
        <translation>Wie gefragt</translation>
    </message>
    <message>
        <source>What a gateway must name in its handshake (SNI)</source>
        <translation>Was ein Gateway in seinem Handshake nennen muss (SNI)</translation>
    </message>
    <message>
        <source>RFC 9110</source>
        <translation>RFC 9110</translation>
    </message>
    <message>
        <source>to the letter</source>
        <translation>wörtlich</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>Die Liste</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>This and what follows holds at once, for all ExoSense services.</source>
        <translation>Dies und das Folgende gilt sofort, für alle ExoSense-Dienste.</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>gives a new token</source>
        <translation>ergibt ein neues Token</translation>
    </message>
    <message>
        <source>One value</source>
        <translation>Ein Wert</translation>
    </message>
    <message>
        <source>whoever wrote it last</source>
        <translation>wer ihn auch zuletzt schrieb</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>A gateway that activates a second time gets a new token; else it is refused.</source>
        <translation>Ein Gateway, das sich ein zweites Mal aktiviert, bekommt ein neues Token; sonst wird es abgelehnt.</translation>
    </message>
    <message>
        <source>Answers of 204, 205 and 304 have no Content-Length. Old gateways look for it.</source>
        <translation>Antworten mit 204, 205 und 304 haben keine Content-Length. Alte Gateways suchen sie.</translation>
    </message>
    <message>
        <source>A read gives what either side wrote last, as the old platform did.</source>
        <translation>Ein Lesen liefert, was eine der Seiten zuletzt schrieb, wie bei der alten Plattform.</translation>
    </message>
    <message>
        <source>A Murano gateway calls the host of its product, ID.m2.exosite.io: it names it in its TLS handshake (SNI) and as Host, and trusts a certificate that names it. What stands here is in the bench&apos;s certificate and counts as ours. Names must lead gateways to this machine by DNS or their hosts file.</source>
        <translation>Ein Murano-Gateway ruft den Host seines Produkts auf, ID.m2.exosite.io: Es nennt ihn beim TLS-Verbindungsaufbau (SNI) und als Host und vertraut einem Zertifikat, das ihn nennt. Was hier steht, steht im Zertifikat der Bench und gilt als unseres. Die Namen müssen Gateways per DNS oder hosts-Datei zu diesem Rechner führen.</translation>
    </message>
    <message>
        <source>ID.m2.exosite.io</source>
        <translation>ID.m2.exosite.io</translation>
    </message>
    <message>
        <source>Product hosts</source>
        <translation>Produkt-Hosts</translation>
    </message>
    <message>
        <source>How gateways call us (SNI, Host): named in the bench’s certificate. Enter takes each.</source>
        <translation>Wie Gateways uns nennen (SNI, Host): steht im Zertifikat der Bench. Enter übernimmt jeden.</translation>
    </message>
    <message>
        <source>Without one, gateways that name the host of their product are refused.</source>
        <translation>Ohne einen werden Gateways abgewiesen, die den Host ihres Produkts nennen.</translation>
    </message>
    <message>
        <source>%1 is an address: nobody names it in TLS, so those that call it are refused.</source>
        <translation>%1 ist eine Adresse: Niemand nennt sie in TLS, daher wird abgewiesen, wer sie aufruft.</translation>
    </message>
</context>
<context>
    <name>ota::StatusLights</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Bench %1</source>
        <translation>Werkbank %1</translation>
    </message>
    <message>
        <source>open to the network</source>
        <translation>offen für das Netz</translation>
    </message>
    <message>
        <source>loopback only</source>
        <translation>nur Loopback</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Open in Serving</source>
        <translation>In Dienste öffnen</translation>
    </message>
</context>
<context>
    <name>ota::TargetsModel</name>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
</context>
<context>
    <name>ota::ThroughputGraph</name>
    <message>
        <source>Throughput of the last two minutes</source>
        <translation>Durchsatz der letzten zwei Minuten</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>2 min ago</source>
        <translation>vor 2 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
</context>
<context>
    <name>ota::TimelineView</name>
    <message>
        <source>Timelines</source>
        <translation>Verläufe</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Phase, running → target</source>
        <translation>Phase, läuft → Ziel</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
</context>
<context>
    <name>ota::TimelinesPanel</name>
    <message>
        <source>Timelines</source>
        <translation>Verläufe</translation>
    </message>
    <message>
        <source>Board, phase or version</source>
        <translation>Board, Phase oder Version</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Host time</source>
        <translation>Zeit hier</translation>
    </message>
    <message>
        <source>From offer</source>
        <translation>Ab Angebot</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>First anomaly</source>
        <translation>Erste Auffälligkeit</translation>
    </message>
    <message>
        <source>Compare two sessions</source>
        <translation>Zwei Sitzungen vergleichen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Filter the lanes</source>
        <translation>Die Zeilen filtern</translation>
    </message>
    <message>
        <source>The clock of this computer</source>
        <translation>Die Uhr dieses Rechners</translation>
    </message>
    <message>
        <source>Time since each session was offered</source>
        <translation>Zeit, seit die Sitzung angeboten wurde</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>Den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>Keep what happens now in sight</source>
        <translation>Im Blick behalten, was jetzt geschieht</translation>
    </message>
    <message>
        <source>Go to the first warning or error</source>
        <translation>Zur ersten Warnung oder zum ersten Fehler gehen</translation>
    </message>
    <message>
        <source>Sessions appear here</source>
        <translation>Sitzungen erscheinen hier</translation>
    </message>
    <message>
        <source>A session is one attempt of a board to take an update: what it was told, what it fetched, what it runs now. The first begins when a board is notified or fetches a release.</source>
        <translation>Eine Sitzung ist ein Versuch eines Boards, ein Update zu nehmen: was ihm gesagt wurde, was es holte, womit es jetzt läuft. Die erste beginnt, wenn ein Board benachrichtigt wird oder ein Release holt.</translation>
    </message>
    <message>
        <source>Notify a board</source>
        <translation>Ein Board benachrichtigen</translation>
    </message>
    <message>
        <source>Go to the boards</source>
        <translation>Zu den Boards gehen</translation>
    </message>
    <message>
        <source>The timeline can not be read.</source>
        <translation>Der Verlauf ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>event %1 has been removed</source>
        <translation>Ereignis %1 wurde entfernt</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Noch keine Sitzung</translation>
    </message>
    <message>
        <source>What a session says of itself stands here.</source>
        <translation>Was eine Sitzung von sich sagt, steht hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n boards</source>
        <translation>
            <numerusform>ein Board</numerusform>
            <numerusform>%n Boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>eine Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>All boards</source>
        <translation>Alle Boards</translation>
    </message>
    <message>
        <source>Choose a session to see its phases, and an event to see what it says.</source>
        <translation>Eine gewählte Sitzung zeigt ihre Phasen, ein gewähltes Ereignis, was es sagt.</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Ended well</source>
        <translation>Gut beendet</translation>
    </message>
    <message>
        <source>Need a look</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Ended by us</source>
        <translation>Von uns beendet</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>HTML report …</source>
        <translation>HTML-Bericht …</translation>
    </message>
    <message>
        <source>CSV …</source>
        <translation>CSV …</translation>
    </message>
    <message>
        <source>JSON lines …</source>
        <translation>JSON-Zeilen …</translation>
    </message>
    <message>
        <source>Trace for Perfetto …</source>
        <translation>Trace für Perfetto …</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Voriges Ereignis</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Nächstes Ereignis</translation>
    </message>
    <message>
        <source>Previous phase</source>
        <translation>Vorige Phase</translation>
    </message>
    <message>
        <source>Next phase</source>
        <translation>Nächste Phase</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Nächstes Problem</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>Voriges Problem</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Notify again …</source>
        <translation>Erneut benachrichtigen …</translation>
    </message>
    <message>
        <source>Add a note …</source>
        <translation>Einen Hinweis hinzufügen …</translation>
    </message>
    <message>
        <source>Remove session …</source>
        <translation>Sitzung entfernen …</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Diese Sitzung</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Picture as PNG …</source>
        <translation>Bild als PNG …</translation>
    </message>
    <message>
        <source>Picture as SVG …</source>
        <translation>Bild als SVG …</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>HTML report</source>
        <translation>HTML-Bericht</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Not yet: it takes two sessions</source>
        <translation>Noch nicht: es braucht zwei Sitzungen</translation>
    </message>
    <message>
        <source>Not yet: the session is running</source>
        <translation>Noch nicht: die Sitzung läuft</translation>
    </message>
    <message>
        <source>Not yet: there are no events</source>
        <translation>Noch nicht: es gibt keine Ereignisse</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation>Das Bild exportieren</translation>
    </message>
    <message>
        <source>%1 was not written.</source>
        <translation>%1 wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Remove session %1 of %2</source>
        <translation>Sitzung %1 von %2 entfernen</translation>
    </message>
    <message>
        <source>Its %1 events and their raw bytes go with it. This can not be undone.</source>
        <translation>Ihre %1 Ereignisse und deren rohe Bytes gehen mit. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Session %1 was not removed.</source>
        <translation>Sitzung %1 wurde nicht entfernt.</translation>
    </message>
    <message>
        <source>Remove note …</source>
        <translation>Hinweis entfernen …</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>These events</source>
        <translation>Diese Ereignisse</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Hinweis entfernen</translation>
    </message>
    <message>
        <source>Not yet: choose a note that a person wrote</source>
        <translation>Noch nicht: einen Hinweis wählen, den ein Mensch schrieb</translation>
    </message>
    <message>
        <source>Remove a note from session %1</source>
        <translation>Einen Hinweis aus Sitzung %1 entfernen</translation>
    </message>
    <message>
        <source>“%1” goes from the timeline and from reports. This can not be undone.</source>
        <translation>„%1“ geht aus dem Verlauf und aus Berichten. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>The note was not removed.</source>
        <translation>Der Hinweis wurde nicht entfernt.</translation>
    </message>
    <message>
        <source>One lane is one board, one row of bars one attempt of it to take an update. Colours and letters are the phases: O offered, C check, D download, V verify, I install, R reboot, F confirm. The mark behind the last bar is the result. Virtual boards are hatched.

Wheel zooms about the pointer, dragging moves in time, Shift+wheel scrolls in time, Shift+drag measures and zooms into a range. The strip above shows the whole run; a double click on it brings it back.

← → go from event to event, with Ctrl from phase to phase; N and Shift+N to the next and previous problem, A to the first one; + − 0 zoom in, out and fit; End follows what happens now; C compares the chosen session with another, Ctrl+click says with which.

The table below lists the events of the chosen session, of its board, or all of them. For a gateway&apos;s session S shows what it reported beside what is expected: what was left out, repeated or out of order, and the rule that it is about. The inspector shows what a session has proven, and the bytes that an event came from.</source>
        <translation>Eine Spur ist ein Board, eine Reihe von Balken ein Versuch von ihm, ein Update zu nehmen. Farben und Buchstaben sind die Phasen: O angeboten, C Prüfung, D Download, V Verifikation, I Installation, R Neustart, F Bestätigung. Das Zeichen hinter dem letzten Balken ist das Ergebnis. Virtuelle Boards sind schraffiert.

Das Rad zoomt um den Zeiger, Ziehen bewegt in der Zeit, Umschalt+Rad rollt in der Zeit, Umschalt+Ziehen misst und zoomt in einen Bereich. Der Streifen oben zeigt den ganzen Lauf; ein Doppelklick darauf bringt ihn zurück.

← → gehen von Ereignis zu Ereignis, mit Strg von Phase zu Phase; N und Umschalt+N zum nächsten und vorigen Problem, A zum ersten; + − 0 zoomen hinein, heraus und passend; Ende folgt dem, was jetzt geschieht; C vergleicht die gewählte Sitzung mit einer anderen, Strg+Klick sagt mit welcher.

Die Tabelle unten listet die Ereignisse der gewählten Sitzung, ihres Boards oder alle. Für die Sitzung eines Gateways zeigt S, was es meldete, neben dem Erwarteten: was ausgelassen, wiederholt oder nicht der Reihe nach war, und um welche Regel es geht. Der Inspektor zeigt, was eine Sitzung bewiesen hat, und die Bytes, aus denen ein Ereignis kam.</translation>
    </message>
    <message>
        <source>Expected and reported</source>
        <translation>Erwartet und gemeldet</translation>
    </message>
    <message>
        <source>Copy the sequence as text</source>
        <translation>Die Folge als Text kopieren</translation>
    </message>
</context>
<context>
    <name>ota::TokenView</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Show it in full for %1 s</source>
        <translation>Für %1 s ganz zeigen</translation>
    </message>
    <message>
        <source>Copy token</source>
        <translation>Token kopieren</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Make a new one: the old one is refused from then on</source>
        <translation>Ein neues erzeugen: das alte wird von da an abgewiesen</translation>
    </message>
    <message>
        <source>what writes over HTTP carries it</source>
        <translation>was über HTTP schreibt, trägt es</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Make a new token?</source>
        <translation>Ein neues Token erzeugen?</translation>
    </message>
    <message>
        <source>Scripts and pages that carry %1 are refused from then on.</source>
        <translation>Skripte und Seiten, die %1 tragen, werden von da an abgewiesen.</translation>
    </message>
    <message>
        <source>Renew token</source>
        <translation>Token erneuern</translation>
    </message>
    <message>
        <source>Copy as command: show the token</source>
        <translation>Als Befehl kopieren: das Token zeigen</translation>
    </message>
    <message>
        <source>Copy as command: renew the token</source>
        <translation>Als Befehl kopieren: das Token erneuern</translation>
    </message>
</context>
<context>
    <name>ota::TransferList</name>
    <message>
        <source>Transfers in flight</source>
        <translation>Laufende Übertragungen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>By board</source>
        <translation>Nach Board</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Nach Dienst</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Open timeline</source>
        <translation>Verlauf öffnen</translation>
    </message>
    <message>
        <source>%1 · %2 without progress</source>
        <translation>%1 · %2 ohne Fortschritt</translation>
    </message>
    <message>
        <source>boards that fetch stand here</source>
        <translation>Boards, die holen, stehen hier</translation>
    </message>
</context>
<context>
    <name>ota::TransferModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>virtual</source>
        <translation>virtuell</translation>
    </message>
</context>
<context>
    <name>ota::TryDemoCard</name>
    <message>
        <source>Run the demo</source>
        <translation>Die Demo starten</translation>
    </message>
    <message>
        <source>Try it without hardware</source>
        <translation>Ohne Hardware ausprobieren</translation>
    </message>
    <message>
        <source>Makes a key, builds this program&apos;s own file to a signed SUIT release, starts CoAP on loopback, adds a virtual board, notifies it and shows the session. It takes some seconds; everything can be removed again with one action.</source>
        <translation>Erzeugt einen Schlüssel, macht aus der Datei dieses Programms ein signiertes SUIT-Release, startet CoAP auf Loopback, fügt ein virtuelles Board hinzu, benachrichtigt es und zeigt die Sitzung. Es dauert einige Sekunden; alles lässt sich auf einmal wieder entfernen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>all operations</source>
        <translation>alle Vorgänge</translation>
    </message>
    <message>
        <source>Ctrl+1 … 5</source>
        <translation>Strg+1 … 5</translation>
    </message>
    <message>
        <source>panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>help</source>
        <translation>Hilfe</translation>
    </message>
</context>
<context>
    <name>ota::VersionStrip</name>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>reported %1</source>
        <translation>gemeldet %1</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>nicht gemeldet</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>never reported</source>
        <translation>nie gemeldet</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>seen %1</source>
        <translation>gesehen %1</translation>
    </message>
    <message>
        <source>no: %1 runs</source>
        <translation>nein: %1 läuft</translation>
    </message>
    <message>
        <source>nothing heard</source>
        <translation>nichts gehört</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>before: unknown</source>
        <translation>davor: unbekannt</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>davor: %1</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>ota::VirtualFields</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>Slots</translation>
    </message>
    <message>
        <source>Two in flash</source>
        <translation>Zwei im Flash</translation>
    </message>
    <message>
        <source>RAM and files</source>
        <translation>RAM und Dateien</translation>
    </message>
    <message>
        <source>Room for one image</source>
        <translation>Platz für ein Abbild</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>Bytes it asks for at once</source>
        <translation>So viele Bytes fragt es auf einmal</translation>
    </message>
    <message>
        <source>Checks all, goes back from a bad image</source>
        <translation>Prüft alles, geht von einem schlechten Abbild zurück</translation>
    </message>
</context>
</TS>
