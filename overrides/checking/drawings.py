"""Drawings hold shapes and words only, nothing that runs or comes from elsewhere; and they say what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from overrides.checking.finding import Finding
from overrides.checking.tree import Tree

_ELEMENTS = (
    "circle clipPath defs desc ellipse g line linearGradient marker path pattern polygon polyline radialGradient "
    "rect stop svg symbol text title tspan use"
)
ELEMENTS = frozenset(_ELEMENTS.split())
_ATTRIBUTES = (
    "aria-label aria-labelledby class clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity "
    "fill-rule font-size font-style font-weight gradientTransform gradientUnits height href id letter-spacing "
    "marker-end marker-mid marker-start markerHeight markerUnits markerWidth offset opacity orient "
    "patternTransform patternUnits points preserveAspectRatio r refX refY role rotate rx ry stop-color "
    "stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor textLength transform version viewBox width x x1 x2 y y1 y2"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_SVG = "http://www.w3.org/2000/svg"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what drawings of docs/ may not hold."""
    for name, text in tree.texts.items():
        if name.startswith("docs/") and name.endswith(".svg"):
            for line, what, fix in refused(text, told=name.startswith("docs/assets/figures/")):
                yield Finding(name, line, what, fix)


def refused(text: str, *, told: bool = False) -> Iterator[tuple[int, str, str]]:
    """Yield the line, what is wrong and the fix of each part that an SVG may not hold.

    One that must be `told` needs a title for those who do not see it.
    """
    if found := re.search(r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.I):
        line = text.count("\n", 0, found.start()) + 1
        yield line, f"{found[0]} in a drawing takes in what stands elsewhere", "Remove it."
        return
    try:
        root = etree.fromstring(text.encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        yield (
            min(error.lineno or 1, len(text.splitlines())),
            f"not valid SVG: {error.msg}",
            "Close each element, and put each value in quotes.",
        )
        return
    for node in root.iter():
        line = node.sourceline or 1
        if not isinstance(node.tag, str):
            if node.tag is etree.ProcessingInstruction or node.tag is etree.Entity:
                yield line, "a drawing holds shapes and words only", "Remove what begins with <? or &."
            continue
        space, _, tag = node.tag.rpartition("}")
        if (space.lstrip("{") or _SVG) != _SVG or tag not in ELEMENTS:
            reason = "is a script" if tag == "script" else "is not allowed in a drawing"
            yield line, f"<{tag}> {reason}", "Remove it: a drawing holds shapes and words only."
        for attribute, value in node.attrib.items():
            yield from ((line, what, fix) for what, fix in _attribute(tag, str(attribute), str(value)))
    if told and (root.get("role") != "img" or not root.get("aria-labelledby") or not _title(root)):
        fix = (
            'Give <svg> role="img", aria-labelledby with the id of its <title>, and a <title> that says what it shows.'
        )
        yield 1, "the drawing has no text for those who do not see it", fix


def _attribute(tag: str, attribute: str, value: str) -> Iterator[tuple[str, str]]:
    name = attribute.rpartition("}")[2]
    if name.startswith("on"):
        yield f"{name}= on <{tag}> is a script", "Remove it: a drawing holds shapes and words only."
    elif name == "style":
        yield f"<{tag}> carries a style, which the Content-Security-Policy forbids", "Use attributes, or a class."
    elif name not in ATTRIBUTES and attribute != "{http://www.w3.org/XML/1998/namespace}space":
        yield f"the attribute {name}= of <{tag}> is not allowed in a drawing", "Leave it out."
    elif (name == "href" and not value.startswith("#")) or re.search(r"url\(\s*['\"]?(?!#)", value):
        yield f"<{tag}> takes in '{value[:60]}' from elsewhere", "Draw it here, or name a part of this file: #name."


def _title(root: etree._Element) -> str:
    return (root.findtext(f"{{{_SVG}}}title") or "").strip()
