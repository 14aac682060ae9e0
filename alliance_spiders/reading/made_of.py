"""Verbs that say of whom an alliance is made, right before the names of its partners."""

from __future__ import annotations

# Whatever their subject is, they gather organisations: “is made up of”, “brings together”.
GATHERS = (
    r"(?:made up of|composed of|formed of|comprised of|compris(?:es?|ing)|consist(?:s|ing)? of|"
    r"(?:brings?|bringing) together|(?:has|have) brought together|unit(?:es?|ing)|"
    r"(?:provided|delivered|offered|given) by|"
    r"(?:a?round|at) (?:our|the alliance(?:['’]s)?) table (?:sit|are)|"
    r"covers? the (?:services|hospitals|work) of|"
    r"(?:partnership|collaboration|collaborative|alliance|network) (?:of|between))"
)
# They do so only where the alliance or its area is what holds them: “includes”, “takes in”.
HOLDS = (
    r"(?:covers?|spans?|links?(?: up)?|connects?|joins? up|involves?|includes?|takes? in|"
    r"encompass(?:es)?|contains?|counts?|is home to|"
    r"serves? (?:people|patients) (?:who use|of|at)|is|are|unites?|belongs? to|gathers?)"
)
# The same behind a comma: “covers four counties, including …”.
HOLDING = (
    r"(?:including|taking in|spanning|encompassing|involving|home to|with(?! (?:staff|teams|colleagues)\b))"
)
# They say where the alliance works and for whom; what it is made of may follow (“… and includes …”).
SERVES = (
    r"(?:covers?|serves?|spans?|looks? after|cares? for|supports?|stretch(?:es)?|reach(?:es)?|extends?|"
    r"runs? from|works? across|is responsible for|are responsible for|"
    r"has (?=(?:[^.:;]|\.\d){0,40}\b(?:population|people|residents|patients)\b))"
)
SERVING = r"(?:covering|serving|spanning|looking after|caring for|stretching)"
