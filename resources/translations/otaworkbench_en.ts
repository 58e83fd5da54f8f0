<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Cbor</name>
    <message numerus="yes">
        <source>%n byte(s) follow the end</source>
        <translation>
            <numerusform>%n byte follows the end</numerusform>
            <numerusform>%n bytes follow the end</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoapClient</name>
    <message numerus="yes">
        <source>no answer (%n transmission(s), %1 s)</source>
        <translation>
            <numerusform>no answer (%n transmission, %1 s)</numerusform>
            <numerusform>no answer (%n transmissions, %1 s)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>%1, %n to look at</source>
        <translation>
            <numerusform>%1, %n to look at</numerusform>
            <numerusform>%1, %n to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuitBuildOperations</name>
    <message numerus="yes">
        <source>Wrote %1: %2 bytes, %n signature(s).</source>
        <translation>
            <numerusform>Wrote %1: %2 bytes, %n signature.</numerusform>
            <numerusform>Wrote %1: %2 bytes, %n signatures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineOperations</name>
    <message numerus="yes">
        <source>Wrote %n events to %1</source>
        <translation>
            <numerusform>Wrote %n event to %1</numerusform>
            <numerusform>Wrote %n events to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n sessions</source>
        <translation>
            <numerusform>Removed %n session</numerusform>
            <numerusform>Removed %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::Drawer</name>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::LogView</name>
    <message numerus="yes">
        <source>%n new lines</source>
        <translation>
            <numerusform>%n new line</numerusform>
            <numerusform>%n new lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::MainWindow</name>
    <message numerus="yes">
        <source>Stop %n jobs and close?</source>
        <translation>
            <numerusform>Stop %n job and close?</numerusform>
            <numerusform>Stop %n jobs and close?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::Palette</name>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n operations</source>
        <translation>
            <numerusform>%1 of %n operation</numerusform>
            <numerusform>%1 of %n operations</numerusform>
        </translation>
    </message>
</context>
</TS>
