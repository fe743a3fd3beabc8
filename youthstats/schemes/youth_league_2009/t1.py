"""表一: internship bases for young people, and what they led to."""

from __future__ import annotations

from youthstats.model.authoring import count, form
from youthstats.model.edits import hard, soft

__all__ = ["InternshipBases"]

CREATED = "已创建各类基地"


@form("T1", label="表一", title="共青团“青年就业创业见习基地”统计表", measure="个、场、人")
class InternshipBases:
    """Internship bases a unit has set up, and what they led to."""

    central: int | None = count("中央级", under=CREATED, measure="个")
    provincial: int | None = count("省级", under=CREATED, measure="个")
    municipal: int | None = count("市级", under=CREATED, measure="个")
    county: int | None = count("县级", under=CREATED, measure="个")
    total: int | None = count("总数", under=CREATED, measure="个")
    posts: int | None = count("提供见习岗位个数", measure="个")
    fairs: int | None = count("召开集中招聘会场数", measure="场")
    placed: int | None = count("实现岗位对接的人数", measure="人")
    employed: int | None = count("通过见习实现就业人数", measure="人")
    founded: int | None = count("通过见习实现自主创业人数", measure="人")

    edits = (
        hard(
            "bases_add_up",
            "total = central + provincial + municipal + county",
            "基地总数应等于各级基地之和",
            "the number of bases is the sum over their levels",
        ),
        soft(
            "posts_need_bases",
            "if posts > 0 then total > 0",
            "提供了见习岗位，就应有基地",
            "internship posts are offered by bases",
        ),
        # Soft: one post can be held by several interns in a year, one after the other.
        soft(
            "placed_within_posts",
            "placed <= posts",
            "岗位对接人数一般不应超过见习岗位数",
            "people placed do not normally exceed the posts offered",
        ),
        # Soft: somebody placed in an earlier year may have found work in this one.
        soft(
            "outcomes_within_placed",
            "employed + founded <= placed",
            "就业与自主创业人数之和不应超过岗位对接人数",
            "people who found work or founded a business do not exceed those placed",
        ),
    )
