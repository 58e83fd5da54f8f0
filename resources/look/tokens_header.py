#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes look_tokens.h from tokens.json: colours as QRgb for both themes, lengths and durations as ints.

usage: tokens_header.py tokens.json look_tokens.h
"""
import json
import pathlib
import sys

GROUPS = ["surface", "text", "line", "accent", "code", "graph", "ansi"]
CLASSES = ["good", "warn", "bad", "info", "neutral"]


def rgb(text):
    digits = text.lstrip("#")
    alpha = digits[6:8] or "FF"
    return f"0x{alpha}{digits[:6]}"


def title(word):
    return word[0].upper() + word[1:]


def struct(name, fields):
    return [f"struct {name}", "{"] + [f"    QRgb {field};" for field in fields] + ["};", ""]


def theme(name, values, phases, glyphs):
    lines = [f"inline constexpr Theme {name}{{"]
    for group in GROUPS + CLASSES:
        lines.append(f"    .{group} = {{" + ", ".join(f".{k} = {rgb(v)}" for k, v in values[group].items()) + "},")
    lines.append("    .phases = {{")
    for phase in phases:
        p = values["phase"][phase]
        shape = {"line": "Line", "solid": "Solid", "chevrons-left": "ChevronsLeft", "cross-hatch": "CrossHatch"}[p["shape"]]
        lines.append(f'        {{.name = u"{phase}", .glyph = u"{glyphs[phase]}", .fill = {rgb(p["fill"])}, '
                     f'.edge = {rgb(p["edge"])}, .ink = {rgb(p["ink"])}, .shape = PhaseShape::{shape}}},')
    return lines + ["    }},", "};", ""]


def main(source, target):
    tokens = json.loads(pathlib.Path(source).read_text(encoding="utf-8"))
    light, dark = tokens["light"], tokens["dark"]
    lines = ["// Made from resources/look/tokens.json by tokens_header.py; do not edit.", "#pragma once", "",
             "#include <QRgb>", "", "#include <array>", "#include <string_view>", "", "namespace ota::tokens {", ""]
    for group in GROUPS:
        if list(light[group]) != list(dark[group]):
            sys.exit(f"tokens.json: light and dark differ in the names of '{group}'")
        lines += struct(title(group), light[group])
    lines += ["/// A class of meaning: good, warn, bad, info, neutral."] + struct("Meaning", light["good"])
    lines += ["enum class PhaseShape", "{", "    Line,", "    Solid,", "    ChevronsLeft,", "    CrossHatch", "};", "",
              "struct Phase", "{", "    std::u16string_view name;", "    std::u16string_view glyph;", "    QRgb fill;",
              "    QRgb edge;", "    QRgb ink;", "    PhaseShape shape;", "};", "", "struct Theme", "{"]
    lines += [f"    {title(group)} {group};" for group in GROUPS] + [f"    Meaning {c};" for c in CLASSES]
    lines += [f"    std::array<Phase, {len(tokens['phaseOrder'])}> phases;", "};", ""]
    lines += theme("light", light, tokens["phaseOrder"], tokens["phaseGlyph"])
    lines += theme("dark", dark, tokens["phaseOrder"], tokens["phaseGlyph"])
    size = tokens["size"]
    for group in ["space", "radius", "height", "width", "icon"]:
        lines.append(f"namespace {group} {{")
        lines += [f"inline constexpr int {k} = {v};" for k, v in size[group].items() if isinstance(v, int)]
        lines += [f"}} // namespace {group}", ""]
    lines.append("/// Size in pixels and weight of each kind of type.")
    lines += ["struct Type", "{", "    int pixels;", "    int weight;", "};", "namespace type {"]
    lines += [f"inline constexpr Type {k}{{{v[0]}, {v[1]}}};" for k, v in tokens["type"]["sizes"].items()]
    lines += ["} // namespace type", "", "namespace lineHeight {"]
    lines += [f"inline constexpr int {k} = {v};" for k, v in tokens["type"]["lineHeight"].items()]
    lines += ["} // namespace lineHeight", "", "/// Durations in milliseconds.", "namespace motion {"]
    lines += [f"inline constexpr int {k} = {v};" for k, v in tokens["motion"].items() if isinstance(v, int)]
    lines += ["} // namespace motion", "", "} // namespace ota::tokens", ""]
    text = "\n".join(lines)
    out = pathlib.Path(target)
    if not out.exists() or out.read_text(encoding="utf-8") != text:
        out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
