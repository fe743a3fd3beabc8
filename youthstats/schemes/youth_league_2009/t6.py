"""表六: what the League's young-pioneer work did for the grass roots; figures inside phrases."""

from __future__ import annotations

from decimal import Decimal

from youthstats.model.authoring import count, form, money, phrase, text
from youthstats.model.axes import answer, items

__all__ = ["ServiceProjects"]

ACTIVITIES, CARE, TRAINING, OTHER = "送活动", "送关爱", "送培训", "其他工作项目"


@form(
    "T6",
    label="表六",
    title="“全团带队送服务”实事项目情况统计表",
    rows=items(stub=("名称", "主要内容")),
    columns=answer("主要成果"),
    measure="个、次、人、元",
)
class ServiceProjects:
    """Activities, care and training brought to the young pioneers, as phrases with figures."""

    activity_support: str | None = phrase(
        "活动名称：{supported_activities}\n经费数额：{support_funds}元",
        "1、为基层少先队活动提供经费支持",
        under=ACTIVITIES,
    )
    supported_activities: str | None = text("活动名称", within="activity_support")
    support_funds: int | Decimal | None = money("经费数额（元）", within="activity_support")

    activity_materials: str | None = phrase(
        "活动名称：{materials_activities}\n发放数量：宣传画册{albums}[册]；工作手册{manuals}册；"
        "科普资料{leaflets}份；活动光盘{discs}张；宣传海报{posters}张；宣传书籍{books}本",
        "2、免费向基层下发活动指导、宣传用品等资料",
        under=ACTIVITIES,
    )
    materials_activities: str | None = text("活动名称", within="activity_materials")
    albums: int | None = count("宣传画册（册）", within="activity_materials")
    manuals: int | None = count("工作手册（册）", within="activity_materials")
    leaflets: int | None = count("科普资料（份）", within="activity_materials")
    discs: int | None = count("活动光盘（张）", within="activity_materials")
    posters: int | None = count("宣传海报（张）", within="activity_materials")
    books: int | None = count("宣传书籍（本）", within="activity_materials")

    activity_other: str | None = text("3、其他", under=ACTIVITIES)

    care_toys: str | None = phrase(
        "开展活动的学校少先队组织（{care_organisations}）个\n活动（{care_events}）次",
        "1、开展“少先队员手拉手，为农村小伙伴送玩（文）具”活动",
        under=CARE,
    )
    care_organisations: int | None = count("开展活动的学校少先队组织（个）", within="care_toys")
    care_events: int | None = count("活动次数（次）", within="care_toys")

    care_reading: str | None = phrase(
        "创建书屋（{reading_rooms}）个，书架（{bookshelves}）个，书角（{book_corners}）个",
        "2、开展“手拉手红领巾书屋”创建活动",
        under=CARE,
    )
    reading_rooms: int | None = count("创建书屋（个）", within="care_reading")
    bookshelves: int | None = count("书架（个）", within="care_reading")
    book_corners: int | None = count("书角（个）", within="care_reading")

    care_other: str | None = text("3、其他关爱形式", under=CARE)

    training: str | None = phrase(
        "举办（{training_sessions}）次，培训（{trained}）人",
        "1、免费培训基层少先队辅导员、少先队小干部",
        under=TRAINING,
    )
    training_sessions: int | None = count("举办次数（次）", within="training")
    trained: int | None = count("培训人数（人）", within="training")

    training_other: str | None = text("2、其他", under=TRAINING)

    project_result: str | None = phrase(
        "共{project_sessions}场，服务少先队员{project_served}人",
        "项目名称：",
        under=OTHER,
        specify="project_name",
    )
    project_name: str | None = text("项目名称")
    project_sessions: int | None = count("场次（场）", within="project_result")
    project_served: int | None = count("服务少先队员（人）", within="project_result")
