#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lists what a .ts file has no translation for, and takes translations in.

texts.py list FILE.ts            writes one text a line: number, context, text; line breaks as \\n
texts.py fill FILE.ts LINES      reads `number<TAB>translation`; forms of a plural are parted by ` || `
Numbers count the untranslated texts of the file as it is: list, translate, fill, without an update between them.
"""
import sys
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape


def untranslated(tree):
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            if message.find("translation").get("type") == "unfinished":
                yield context.findtext("name"), message


def one_line(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def as_text(line):
    return line.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")


def fill(message, line):
    translation = message.find("translation")
    del translation.attrib["type"]
    if message.get("numerus") == "yes":
        for child in list(translation):
            translation.remove(child)
        translation.text = None
        for form in line.split(" || "):
            ElementTree.SubElement(translation, "numerusform").text = as_text(form)
    else:
        translation.text = as_text(line)


def quoted(text):
    return escape(text or "", {'"': "&quot;", "'": "&apos;"})


def write(tree, path):
    """As lupdate writes it, so that an update changes nothing but what is new."""
    root = tree.getroot()
    attributes = "".join(f' {name}="{value}"' for name, value in root.attrib.items())
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f"<TS{attributes}>"]
    for context in root.iter("context"):
        lines += ["<context>", f"    <name>{quoted(context.findtext('name'))}</name>"]
        for message in context.iter("message"):
            lines.append("    <message numerus=\"yes\">" if message.get("numerus") else "    <message>")
            for child in message:
                kind = child.get("type")
                head = f'{child.tag} type="{kind}"' if kind else child.tag
                if len(child):
                    lines.append(f"        <{head}>")
                    lines += [f"            <{form.tag}>{quoted(form.text)}</{form.tag}>" for form in child]
                    lines.append(f"        </{child.tag}>")
                else:
                    lines.append(f"        <{head}>{quoted(child.text)}</{child.tag}>")
            lines.append("    </message>")
        lines.append("</context>")
    lines.append("</TS>")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("list", "fill"):
        sys.exit(__doc__)
    path = sys.argv[2]
    tree = ElementTree.parse(path)
    messages = list(untranslated(tree))
    if sys.argv[1] == "list":
        for number, (context, message) in enumerate(messages):
            plural = " (plural)" if message.get("numerus") == "yes" else ""
            note = message.findtext("extracomment") or message.findtext("comment")
            print(f"{number}\t{context}{plural}{f' [{note}]' if note else ''}\t{one_line(message.findtext('source'))}")
        return
    with open(sys.argv[3], encoding="utf-8") as lines:
        for line in lines:
            number, _, text = line.rstrip("\n").partition("\t")
            if number.strip() and text:
                fill(messages[int(number)][1], text)
    write(tree, path)


main()
