import pytest

from translator.reading.dateline import find_dateline


@pytest.mark.parametrize(
    ("dateline", "story"),
    [
        ("CHONGQING, May 16 --", " The summit opened."),
        ("Chongqing\u2014", "On June 21, the summit opened."),
        ("Chongqing --", " The Conference opened."),
        ("MONTREAL --", " The International Congress opened."),
        ("BEIJING (Xinhua) --", " A summit opened."),
        ("CHONGQING, May 16 (Xinhua) --", " The summit opened."),
        ("GENEVA, 3 May 2025 -", " The WHO said so."),
        ("CHENGDU, April 12 (Reporter Lin Yue) --", " More than 1,600 specialists met."),
        ("PORT ST. JOE, Florida, Sept. 24 --", " A storm came ashore."),
        ("ROTTERDAM, the Netherlands, Sept. 4 --", " Port executives met."),
        ("DAKAR/NIAMEY, April 23 --", " An estimated 1.9 million children are at risk."),
        ("XI'AN, Nov. 8 \u2014", " Under a lamp, he worked."),
        ("BEIJING, May 16, 2025 /PRNewswire/ --", " The company said so."),
        ("Chongqing, China \u2013 June 21, 2025 \u2013", " The summit opened."),
        ("CHENGDU, March 8 --", ' "Take a deep breath."'),
        ("新华社重庆5月16日电", " 大会开幕。"),
        ("新华社重庆5月16日电（记者 林悦）", "大会开幕。"),
        ("本报北京6月1日讯", " 大会开幕。"),
        ("中新网重庆6月21日电 (记者 张三)", "大会开幕。"),
        ("德国斯图加特9月9日电", " 周二，大会开幕。"),
        ("达喀尔/尼亚美4月23日电", " 联合国儿童基金会表示。"),
        ("重庆讯", " 5月23日，大会开幕。"),
        ("本报讯（记者 王五）", "昨日，大会开幕。"),
        ("央视网消息：", "6月21日，大会开幕。"),
        ("重庆2025年6月21日 /美通社/ --", " 大会开幕。"),
    ],
)
def test_the_leading_text_is_the_dateline_exactly(dateline: str, story: str) -> None:
    assert find_dateline(dateline + story) == dateline


@pytest.mark.parametrize(
    "text",
    [
        "WHO \u2014 which met in Geneva \u2014 said so.",
        "Surgery\u2014once the only option\u2014is now one of three.",
        "Minimally invasive surgery -- a field born in Lyon -- grows.",
        "The summit\u2014The largest so far\u2014opened.",
        "Precision\u2014Dr. Lin's word for it\u2014matters.",
        "On June 21, the summit opened -- The city was ready.",
        "Chongqing: The city of bridges",
        "5月16日，重庆市嘉陵医院悦来院区启用。",
        "6月21日电话会议上，专家讨论了病例。",
        "3月8日讯问笔录显示，嫌疑人承认造假。",
        "高速电钻嗡嗡作响，40双眼睛紧盯显微镜\u2014\u20144月11日，培训班开班。",
    ],
)
def test_an_opening_without_place_and_wire_has_none(text: str) -> None:
    assert find_dateline(text) is None
