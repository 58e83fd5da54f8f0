#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the program's own fonts from the distribution's packages.

Inter's digits are proportional and Qt 6.4 can not switch OpenType features on. So the `cmap` entries of the ten digits
are pointed at the glyphs of the `tnum` lookup, and the family is renamed, as the licence allows (OFL-1.1, no reserved
name). Glyphs outside of Latin, Greek, Cyrillic and signs are left out. JetBrains Mono is taken as it is.

usage: make_fonts.py INTER-DIR JETBRAINS-MONO-DIR OUT-DIR
"""
import pathlib
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "OTA Workbench UI"
WEIGHTS = ["Regular", "Medium", "SemiBold"]
MONO_WEIGHTS = ["Regular", "SemiBold"]
RANGES = [(0x20, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x209F),
          (0x20A0, 0x20CF), (0x2100, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF)]


def tabular_digits(font):
    gsub = font["GSUB"].table
    lookups = next(r.Feature.LookupListIndex for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum")
    swap = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            swap.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                # Sub-tables may share one mapping: a digit that was swapped already stays.
                table.cmap[code] = swap.get(table.cmap[code], table.cmap[code])


def even_widths(font, weight):
    """Rounding leaves the tabular digits of some weights a thousandth apart."""
    glyphs = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    widths = [font["hmtx"][glyph][0] for glyph in glyphs]
    if max(widths) - min(widths) > font["head"].unitsPerEm // 500:
        sys.exit(f"make_fonts.py: the digits of Inter {weight} are not tabular: {widths}")
    for glyph in glyphs:
        font["hmtx"][glyph] = (max(widths), font["hmtx"][glyph][1])


def rename(font, weight):
    names = font["name"]
    names.names = [n for n in names.names if n.nameID < 256 and n.nameID not in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25)]
    legacy = FAMILY if weight == "Regular" else f"{FAMILY} {weight}"
    for name_id, text in [(1, legacy), (2, "Regular"), (3, f"{FAMILY} {weight}"), (4, f"{FAMILY} {weight}"),
                          (6, f"OTAWorkbenchUI-{weight}"), (16, FAMILY), (17, weight)]:
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [f"OTAWorkbenchUI-{weight}"]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = FAMILY, f"{FAMILY} {weight}"


def main(inter, mono, out):
    inter, mono, out = pathlib.Path(inter), pathlib.Path(mono), pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "case"], name_IDs=["*"],
                             name_legacy=True, notdef_outline=True, recalc_timestamp=False)
    for weight in WEIGHTS:
        font = TTFont(inter / f"Inter-{weight}.otf", recalcTimestamp=False)
        tabular_digits(font)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
        subsetter.subset(font)
        rename(font, weight)
        even_widths(font, weight)
        font.save(out / f"OTAWorkbenchUI-{weight}.otf")
    for weight in MONO_WEIGHTS:
        shutil.copyfile(mono / f"JetBrainsMono-{weight}.ttf", out / f"JetBrainsMono-{weight}.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
