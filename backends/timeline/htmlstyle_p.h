// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

/// The look of the HTML export, light and dark: the tokens of resources/look written as CSS (a test compares them).
inline constexpr const char* htmlStyle = R"css(
:root{color-scheme:light dark;--base:#FFFFFF;--window:#F3F4F6;--text:#1A1E26;--second:#474E5C;--third:#5F6675;--line:#D0D4DB;--hair:#E5E7EB;
--link:#3F48C2;--good:#17643A;--warn:#7A4A00;--bad:#AB231B;--info:#1B5795;--neutral:#474E5C;
--goodTint:#E4F3E9;--warnTint:#FCF1DB;--badTint:#FCE9E7;--infoTint:#E5F0FB;--neutralTint:#ECEEF1;
--IDLE:#E1E4EA;--OFFERED:#C4CDD9;--CHECK:#0291A1;--DOWNLOAD:#1655C1;--VERIFY:#CAA1E9;--INSTALL:#312C6E;--REBOOT:#FED880;--CONFIRM:#76B070;--ROLLBACK:#C8411D;--CANCEL:#514C49;
--IDLEedge:#767D8B;--OFFEREDedge:#8D949C;--CHECKedge:#027784;--DOWNLOADedge:#12469E;--VERIFYedge:#A684BF;--INSTALLedge:#28245A;--REBOOTedge:#A88F54;--CONFIRMedge:#61905C;--ROLLBACKedge:#A43518;--CANCELedge:#423E3C;
--IDLEink:#1A1E26;--OFFEREDink:#12151B;--CHECKink:#12151B;--DOWNLOADink:#FFFFFF;--VERIFYink:#12151B;--INSTALLink:#FFFFFF;--REBOOTink:#12151B;--CONFIRMink:#12151B;--ROLLBACKink:#FFFFFF;--CANCELink:#FFFFFF}
@media (prefers-color-scheme:dark){:root{--base:#1B1F25;--window:#16191E;--text:#E6E8ED;--second:#B6BCC8;--third:#979EAD;--line:#363C48;--hair:#282D36;
--link:#A9B1FF;--good:#74CF98;--warn:#E8B657;--bad:#FF948A;--info:#86BBF5;--neutral:#B6BCC8;
--goodTint:#18301F;--warnTint:#34290F;--badTint:#3B1E1C;--infoTint:#172A40;--neutralTint:#262B34;
--IDLE:#333945;--OFFERED:#D1E7FF;--CHECK:#5FC8C1;--DOWNLOAD:#4272D2;--VERIFY:#CD92E8;--INSTALL:#6338A1;--REBOOT:#F7D070;--CONFIRM:#6EA470;--ROLLBACK:#DD631B;--CANCEL:#73615A;
--IDLEedge:#747C8D;--OFFEREDedge:#D9EBFF;--CHECKedge:#7CD2CC;--DOWNLOADedge:#648BDA;--VERIFYedge:#D6A6EC;--INSTALLedge:#7F5CB2;--REBOOTedge:#F8D88A;--CONFIRMedge:#88B48A;--ROLLBACKedge:#E37F44;--CANCELedge:#8C7D78;
--IDLEink:#E6E8ED;--OFFEREDink:#12151B;--CHECKink:#12151B;--DOWNLOADink:#FFFFFF;--VERIFYink:#12151B;--INSTALLink:#FFFFFF;--REBOOTink:#12151B;--CONFIRMink:#12151B;--ROLLBACKink:#12151B;--CANCELink:#FFFFFF}}
body{font:14px/1.45 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:1.5rem 1.5rem 3rem;background:var(--base);color:var(--text)}
h1{font-size:1.45rem;margin:0 0 .2rem}h2{font-size:1.1rem;margin:0;overflow-wrap:anywhere}h3{font-size:.9rem;margin:1.1rem 0 .3rem}p{margin:.3rem 0 .6rem;overflow-wrap:anywhere}a{color:var(--link)}
.facts{color:var(--third);font-size:.9rem}section{border:1px solid var(--line);border-radius:6px;padding:1rem 1.2rem;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}th{color:var(--third);font-weight:600;font-size:.8rem}th,td{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top;border-bottom:1px solid var(--hair)}
td.n,th.n{white-space:nowrap;font-variant-numeric:tabular-nums}td.r,th.r{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.w{overflow-wrap:anywhere}
.tag{display:inline-block;border-radius:3px;padding:0 .45rem;font-size:.8rem;font-weight:500;vertical-align:.1em}
.good{color:var(--good)}.bad,.error{color:var(--bad)}.attention,.warning{color:var(--warn)}.running,.note{color:var(--info)}.ended_by_us{color:var(--neutral)}tr.debug{color:var(--third)}
tr.note,tr.info{color:inherit}
.tag.good{background:var(--goodTint)}.tag.bad{background:var(--badTint)}.tag.attention{background:var(--warnTint)}.tag.running{background:var(--infoTint)}.tag.ended_by_us{background:var(--neutralTint)}
.sim{background:repeating-linear-gradient(45deg,var(--hair) 0 1px,transparent 1px 6px);border:1px solid var(--line);border-radius:3px;padding:.1rem .5rem;font-weight:600;display:inline-block}
.sw{display:inline-block;width:10px;height:10px;border:1px solid;border-radius:2px;margin-right:.5rem;box-sizing:border-box}
svg.lane{display:block;width:100%;height:auto;margin:.8rem 0 .2rem}svg.lane text{font:11px system-ui,sans-serif}svg .axis{fill:var(--third)}svg .rule{stroke:var(--line)}
@media print{body{max-width:none;padding:0;font-size:10px}tr,svg{break-inside:avoid}section{border:0;padding:0}}
)css";

} // namespace ota
