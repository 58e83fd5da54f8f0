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
    <name>CoapOperations</name>
    <message numerus="yes">
        <source>%n notification(s)</source>
        <translation>
            <numerusform>%n notification</numerusform>
            <numerusform>%n notifications</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message numerus="yes">
        <source>

It made the key %1, the release %2 and %n boards: %3. otaw bench remove-demo takes them away.</source>
        <translation>
            <numerusform>

It made the key %1, the release %2 and %n board: %3. otaw bench remove-demo takes them away.</numerusform>
            <numerusform>

It made the key %1, the release %2 and %n boards: %3. otaw bench remove-demo takes them away.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DemoTraces</name>
    <message numerus="yes">
        <source>Removed the key %1, the release %2, %3 with %n sessions</source>
        <translation>
            <numerusform>Removed the key %1, the release %2, %3 with %n session</numerusform>
            <numerusform>Removed the key %1, the release %2, %3 with %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiscoveryOperations</name>
    <message numerus="yes">
        <source>%n node(s) answered</source>
        <translation>
            <numerusform>%n node answered</numerusform>
            <numerusform>%n nodes answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatewayOperations</name>
    <message numerus="yes">
        <source>%n gateway(s)</source>
        <translation>
            <numerusform>%n gateway</numerusform>
            <numerusform>%n gateways</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>config_otau is empty for %n gateway(s)</source>
        <translation>
            <numerusform>config_otau is empty for %n gateway</numerusform>
            <numerusform>config_otau is empty for %n gateways</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatewayRun</name>
    <message numerus="yes">
        <source>%n virtual gateway(s) run</source>
        <translation>
            <numerusform>%n virtual gateway runs</numerusform>
            <numerusform>%n virtual gateways run</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackageRow</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PskStore</name>
    <message numerus="yes">
        <source>%1…, %n bytes</source>
        <translation>
            <numerusform>%1…, %n byte</numerusform>
            <numerusform>%1…, %n bytes</numerusform>
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
    <message numerus="yes">
        <source>%1: %2; %n report(s)</source>
        <translation>
            <numerusform>%1: %2; %n report</numerusform>
            <numerusform>%1: %2; %n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; it jumped %n time(s)</source>
        <translation>
            <numerusform>; it jumped once</numerusform>
            <numerusform>; it jumped %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::ApplyPane</name>
    <message numerus="yes">
        <source>%n gateway(s) are asked for nothing now.</source>
        <translation>
            <numerusform>%n gateway is asked for nothing now.</numerusform>
            <numerusform>%n gateways are asked for nothing now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::BoardForm</name>
    <message numerus="yes">
        <source>This has %n digit(s); a SHA-256 fingerprint has 64 hexadecimal ones.</source>
        <translation>
            <numerusform>This has %n digit; a SHA-256 fingerprint has 64 hexadecimal ones.</numerusform>
            <numerusform>This has %n digits; a SHA-256 fingerprint has 64 hexadecimal ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::BoardInspector</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::BoardsPanel</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n board(s)</source>
        <translation>
            <numerusform>Remove %n board</numerusform>
            <numerusform>Remove %n boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n board(s)</source>
        <translation>
            <numerusform>Removed %n board</numerusform>
            <numerusform>Removed %n boards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::ContentModel</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::DiscoverPane</name>
    <message numerus="yes">
        <source>%n interface(s)</source>
        <translation>
            <numerusform>%n interface</numerusform>
            <numerusform>%n interfaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) answered</source>
        <translation>
            <numerusform>%n node answered</numerusform>
            <numerusform>%n nodes answered</numerusform>
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
    <name>ota::EndFollower</name>
    <message numerus="yes">
        <source>%n new lines</source>
        <translation>
            <numerusform>%n new line</numerusform>
            <numerusform>%n new lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::EventList</name>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::EventTableModel</name>
    <message numerus="yes">
        <source>%n reports folded</source>
        <translation>
            <numerusform>%n report folded</numerusform>
            <numerusform>%n reports folded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::FindingList</name>
    <message numerus="yes">
        <source>Event %1, seen %n times</source>
        <translation>
            <numerusform>Event %1, seen once</numerusform>
            <numerusform>Event %1, seen %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::GatewayActions</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::ImportPane</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
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
    <name>ota::NotifyModel</name>
    <message numerus="yes">
        <source>PUT, %n byte(s)</source>
        <translation>
            <numerusform>PUT, %n byte</numerusform>
            <numerusform>PUT, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>POST /suit/trigger, %n byte(s) and NUL</source>
        <translation>
            <numerusform>POST /suit/trigger, %n byte and NUL</numerusform>
            <numerusform>POST /suit/trigger, %n bytes and NUL</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>POST /suit/trigger, %n byte(s)</source>
        <translation>
            <numerusform>POST /suit/trigger, %n byte</numerusform>
            <numerusform>POST /suit/trigger, %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::NotifyPane</name>
    <message numerus="yes">
        <source>→ %n board(s)</source>
        <translation>
            <numerusform>→ %n board</numerusform>
            <numerusform>→ %n boards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::PackageActions</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n package(s)?</source>
        <translation>
            <numerusform>Remove %n package?</numerusform>
            <numerusform>Remove %n packages?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n file(s)?</source>
        <translation>
            <numerusform>Remove %n file?</numerusform>
            <numerusform>Remove %n files?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear the request of %n gateway(s)?</source>
        <translation>
            <numerusform>Clear the request of %n gateway?</numerusform>
            <numerusform>Clear the requests of %n gateways?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Request cleared for %n gateway(s)</source>
        <translation>
            <numerusform>Request cleared for %n gateway</numerusform>
            <numerusform>Request cleared for %n gateways</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::PackageEditor</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::PackageInspector</name>
    <message numerus="yes">
        <source>otau_info as it is stored: %n character(s)</source>
        <translation>
            <numerusform>otau_info as it is stored: %n character</numerusform>
            <numerusform>otau_info as it is stored: %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::PackagesModel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
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
<context>
    <name>ota::ReleaseModel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::SequenceView</name>
    <message numerus="yes">
        <source>%n reports</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remarks</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::ServingPanel</name>
    <message numerus="yes">
        <source>%n peers</source>
        <translation>
            <numerusform>%n peer</numerusform>
            <numerusform>%n peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfers</source>
        <translation>
            <numerusform>%n transfer</numerusform>
            <numerusform>%n transfers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n PSK identities</source>
        <translation>
            <numerusform>%n PSK identity</numerusform>
            <numerusform>%n PSK identities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::SessionInspector</name>
    <message numerus="yes">
        <source>%n progress reports before it</source>
        <translation>
            <numerusform>%n progress report before it</numerusform>
            <numerusform>%n progress reports before it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ota::TimelinesPanel</name>
    <message numerus="yes">
        <source>%n boards</source>
        <translation>
            <numerusform>%n board</numerusform>
            <numerusform>%n boards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
</TS>
