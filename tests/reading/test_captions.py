import pytest

from translator.reading.captions import find_tail, is_caption, is_credit


@pytest.mark.parametrize(
    "text",
    [
        "图为开幕式现场。",
        "上图：专家合影",
        "图1：研究流程",
        "图片说明：消毒人员正在配制消毒液。",
        "Figure 2. Survival by treatment arm",
        "Photo: Delegates register at the convention center in Chengdu on the morning of April 12.",
        "Photo caption: hygienists mix chlorine solution outside the treatment center.",
        "Photo taken on May 16 shows the venue.",
        "An aerial photo taken on May 16, 2025 shows the venue in Chongqing.",
    ],
)
def test_the_shapes_of_captions_are_known(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "The photo shows how far the technique has come, said Dr. Lin.",
        "The committee released a photo of the device at the opening ceremony on Friday.",
        "Above all, the committee wants clear rules.",
        "Figure skating returned to the stadium on Friday.",
        "图书馆为患者提供了五千册图书。",
        "图为何物？专家解释磁共振成像的原理。",
        "Photo: hospital archive",
    ],
)
def test_a_sentence_about_pictures_is_no_caption(text: str) -> None:
    assert not is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "(Photo/Qihai Deng)",
        "(Photo by Qihai Deng)",
        "[Photo by Deng Qihai/chinadaily.com.cn]",
        "Photo: VCG",
        "Photo courtesy of the forum organizers.",
        "Image credit: NASA",
        "(Xinhua/Li Bo)",
        "By Jane Doe and Li Wei, Xinhua",
        "By JANE DOE",
        "Reporter: Shen Zhiyuan; Editor: Bao Lin",
        "Text and photos by the forum news center",
        "Source: Xinhua",
        "June 21, 2025",
        "摄影：邓启海",
        "图/邓启海",
        "（摄影/邓启海）",
        "（安克·勃兰特 摄）",
        "图片来源：视觉中国",
        "受访者供图",
        "文/张三 图/李四",
        "本报记者 张三",
        "记者 张三 通讯员 李四 文/图",
        "（记者 张三）",
        "2025-06-21 10:30 来源：重庆日报",
        "图文由论坛新闻中心提供",
    ],
)
def test_the_shapes_of_credits_are_known(text: str) -> None:
    assert is_credit(text)


@pytest.mark.parametrize(
    "text",
    [
        "By the end of 2024, more than 320,000 patients had been treated.",
        "By Monday, the hospital had admitted 40 patients.",
        "Photos by visitors are welcome in the main hall, the organizers said.",
        "Photography by visitors is welcome; flash is not.",
        "Source of infection: the water tower on the roof of the hotel",
        "Credit goes to the nurses, who worked through the night.",
        "记者从重庆市卫生健康委获悉，全市已建成38个卒中中心。",
        "摄入过多盐分会使血压升高。",
        "摄影展在医院大厅举行，展出照片120幅。",
        "来源不明的药品流入市场，监管部门展开调查。",
        "文章指出，早期筛查可降低死亡率。",
    ],
)
def test_a_sentence_about_makers_is_no_credit(text: str) -> None:
    assert not is_credit(text)


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Guests engaged in discussions. (Photo/Qihai Deng)", "(Photo/Qihai Deng)"),
        ("Blood tubes wait for centrifugation. (File photo)", "(File photo)"),
        ("Infusion bag before thawing. (Company handout)", "(Company handout)"),
        ("Doctors attend the opening. /Xinhua", "/Xinhua"),
        ("Nurses use the only fax machine. Photo: hospital archive", "Photo: hospital archive"),
        ("Schoolboys fetch water from a well. Photo by Cai Lin", "Photo by Cai Lin"),
        ("图为开幕式现场。（邓启海 摄）", "（邓启海 摄）"),
        ("图为开幕式现场。邓启海 摄", "邓启海 摄"),
        ("图为大会现场 张三摄", "张三摄"),
        ("5月16日，专家在大会上交流。新华社记者 张三 摄", "新华社记者 张三 摄"),
        ("待离心的采血管。（资料图）", "（资料图）"),
        ("专家合影。（主办方供图）", "（主办方供图）"),
        ("一名患者在画螺旋线。图片由论坛主办方提供。", "图片由论坛主办方提供。"),
    ],
)
def test_a_picture_credit_at_the_end_is_found(text: str, tail: str) -> None:
    found = find_tail(text)
    assert found is not None
    assert found.what == "picture"
    assert text[found.start :].strip() == tail


@pytest.mark.parametrize(
    "text",
    [
        "Half of all centers use it (image-guided).",
        "The trial enrolled 400 patients (video-assisted surgery).",
        "Doctors used a new drug (source of the enzyme unknown).",
        "大会将于周日闭幕。（数据由国家卫健委提供）",
        "她与她的第一台显微镜，摄于1971年。",
        "画面由无人机航拍",
    ],
)
def test_other_brackets_and_endings_are_no_credit(text: str) -> None:
    assert find_tail(text) is None


def test_a_byline_and_an_end_mark_at_the_end_are_told_from_a_picture_credit() -> None:
    byline, end = find_tail("峰会将于周日闭幕。（记者 张三）"), find_tail("峰会将于周日闭幕。（完）")
    assert byline is not None
    assert byline.what == "byline"
    assert end is not None
    assert end.what == "end"
