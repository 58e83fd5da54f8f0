#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Renders the icons to PNG sheets and writes the list of their names.

One sheet for each size and scale holds all icons side by side in the order of the list, in black on nothing; the
program cuts them out and tints them. Up to 16 px the stroke is 1.75 of the 20 units of the view box, else 1.5. 14 px is for marks in badges.

usage: render_icons.py ICON-DIR OUT-DIR    writes icons-SIZE@SCALE.png, look_icons.h, look_icons.qrc
"""
import pathlib
import re
import subprocess
import sys
import tempfile

SIZES = {14: 1.75, 16: 1.75, 20: 1.5, 24: 1.5}
SCALES = [1, 2, 3]


def sheet(icons, stroke):
    cells = [f'<g transform="translate({20 * i},0)">{body}</g>' for i, body in enumerate(icons.values())]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {20 * len(icons)} 20" fill="none" stroke="#000" '
            f'stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round">{"".join(cells)}</svg>')


def write(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main(source, target):
    source, target = pathlib.Path(source), pathlib.Path(target)
    target.mkdir(parents=True, exist_ok=True)
    icons = {}
    for path in sorted(source.glob("*.svg")):
        text = path.read_text(encoding="utf-8")
        match = re.fullmatch(r'\s*<svg [^>]*viewBox="0 0 20 20"[^>]*>(.*)</svg>\s*', text, re.DOTALL)
        if not match:
            sys.exit(f"{path}: not an icon with a view box of 20 by 20")
        icons[path.stem] = match.group(1).strip()
    names = []
    for size, stroke in SIZES.items():
        with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as svg:
            svg.write(sheet(icons, stroke))
            svg.flush()
            for scale in SCALES:
                name = f"icons-{size}@{scale}.png"
                subprocess.run(["rsvg-convert", "--width", str(size * scale * len(icons)), "--height",
                                str(size * scale), "--output", target / name, svg.name], check=True)
                names.append(name)
    items = ",\n".join(f'    u"{name}"' for name in icons)
    write(target / "look_icons.h",
          "// Made from resources/icons/*.svg by render_icons.py; do not edit.\n#pragma once\n\n#include <array>\n"
          "#include <string_view>\n\nnamespace ota {\n\n"
          "/// The names of the icons in the order of the sheets `:/look/icons-SIZE@SCALE.png`.\n"
          f"inline constexpr std::array<std::u16string_view, {len(icons)}> iconNames{{\n{items},\n}};\n\n"
          "} // namespace ota\n")
    files = "".join(f"<file>{name}</file>" for name in names)
    write(target / "look_icons.qrc", f'<RCC><qresource prefix="/look">{files}</qresource></RCC>\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
