import pytest

from translator.checks.numbers import check_numbers
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def issues(english: str, chinese: str, direction: Direction) -> list[Issue]:
    source, target = (english, chinese) if direction == EN_ZH else (chinese, english)
    return check_numbers(Segment("s", 0, source, target), direction)


EQUAL = [
    ("It treated over 320,000 patients.", "累计治疗患者超过32万例。"),
    ("The market is worth 1.2 billion yuan.", "市场规模达12亿元。"),
    ("About 128 million people watched.", "约1.28亿人观看。"),
    ("It drew 35,000 visitors.", "吸引了三万五千名观众。"),
    ("It drew 4.3 million nurses.", "吸引了430万名护士。"),
    ("It lasted 2 to 3 million years.", "持续了200万至300万年。"),
    ("It costs 2 to 3 million yuan.", "需要2至3百万元。"),
    ("Half a million people came.", "50万人到场。"),
    ("Chongqing drives 43% of the trials.", "重庆主导了百分之四十三的试验。"),
    ("Chongqing drives 43 percent of the trials.", "重庆主导了43%的试验。"),
    ("The rate rose from 32 to 45 percent.", "比例由32%升至45%。"),
    ("It rose by 5 percentage points.", "提高了5个百分点。"),
    ("It was pioneered four decades ago.", "四十年前开创。"),
    ("It was pioneered four decades ago.", "40年前开创。"),
    ("Chinese medicine is two millennia old.", "中医药已有两千年历史。"),
    ("In the 1990s it was rare.", "20世纪90年代，它很少见。"),
    ("In the 21st century it is common.", "二十一世纪，它很常见。"),
    ("On June 21, the summit opened.", "6月21日，峰会开幕。"),
    ("The meeting is held May 16-18, 2025.", "会议于2025年5月16日至18日举行。"),
    ("EMBARGOED UNTIL SEPTEMBER 9", "9月9日前不得发布"),
    ("He arrived at 4:31 p.m.", "他于16时31分抵达。"),
    ("It closes at 9:30.", "9点半关门。"),
    ("The ratio was 1:1.16.", "比例为1：1.16。"),
    ("She ran it in 2:04:13.", "她跑出2小时4分13秒。"),
    ("The record is 22.94 meters.", "纪录是22米94。"),
    ("One-third of the patients recovered.", "三分之一的患者康复。"),
    ("Two-thirds of the patients recovered.", "三分之二的患者康复。"),
    ("Nine in 10 are women.", "九成为女性。"),
    ("Nine homes in ten are heated.", "九成住宅供暖。"),
    ("About one in nine women is affected.", "约每9名女性中就有1人患病。"),
    ("One in five patients relapsed.", "五分之一的患者复发。"),
    ("It was shown on the third day at the Fifteenth Congress.", "在第十五届大会第三天展示。"),
    ("The number tripled to 360.", "数量增长2倍，达360。"),
    ("It is a 3.5-fold rise.", "增至3.5倍。"),
    ("The count doubled.", "数量翻了一番。"),
    ("It took two and a half years.", "历时两年半。"),
    ("It took 18 months.", "历时一年半。"),
    ("The rate is 4.7 per 1,000.", "比率为4.7‰。"),
    ("A dozen hospitals joined.", "12家医院加入。"),
    ("Hospitals are staffed around the clock.", "医院24小时有人值守。"),
    ("A phase III trial of a PD-1 antibody.", "PD-1抗体的3期试验。"),
    ("COVID-19 spread.", "新冠疫情蔓延。"),
    ("It has 5G and 3D-printed parts.", "它采用5G和三维打印部件。"),
    ("The iodine-125 seed", "碘-125粒子"),
    ("On Wednesday the plan was issued.", "方案27日印发。"),
    ("It weighs 50 kilograms.", "重50千克。"),
    ("More than 20 hospitals joined.", "20余家医院加入。"),
    ("Over 100,000 people came.", "10余万人到场。"),
    ("Five hospitals provide bilingual services.", "5家医院提供双语服务。"),
    ("ICNT 2026 opened; call 023-6866-1234.", "ICNT 2026开幕；电话023-6866-1234。"),
    ("It opens every Tuesday.", "每周二开放。"),
    ("It closes on Sunday.", "会议于21日（星期日）闭幕。"),
    ("He swims five times a week.", "他每周五次游泳。"),
    ("It ends in late 2027.", "2027年底结束。"),
    ("It ends by the end of 2027.", "2027年年底前结束。"),
    ("It starts in early June.", "6月初开始。"),
    ("It starts in mid-May.", "5月中旬开始。"),
    ("It grew in the first half of the year.", "上半年实现增长。"),
    ("It grew in the first six months of the year.", "今年上半年实现增长。"),
    ("It grew in the third quarter.", "三季度实现增长。"),
    ("It grew in Q3.", "第三季度实现增长。"),
    ("It grew in the first three quarters.", "前三季度实现增长。"),
    ("Training starts at 8:30 a.m. and ends at 5 p.m.", "培训上午8时30分开始，下午5点结束。"),
    ("The phone rang at two in the morning.", "凌晨两点电话响了。"),
    ("They sell out before half past ten.", "10点半前卖完。"),
    ("The gate opens at noon.", "中午12点开门。"),
    ("It happened at 6:12 a.m.", "地震发生在6时12分。"),
    ("It was signed on 2025-06-21.", "协议于2025年6月21日签署。"),
    ("It was signed on 21 June 2025.", "协议于二〇二五年六月二十一日签署。"),
    ("A third line is planned.", "计划建设第三条生产线。"),
    ("Stroke risk rises fivefold.", "卒中风险增加4倍。"),
    ("It costs twice as much.", "费用是两倍。"),
    ("Patients wait a year and a half.", "患者要等18个月。"),
    ("Qingdao and four other cities joined.", "青岛等5个城市加入。"),
    ("The United States, Mexico and Spain agreed.", "美国、墨西哥和西班牙三国达成一致。"),
    ("Guangdong, Hong Kong and Macao agreed.", "粤港澳三地达成一致。"),
    ("The second edition ran for two days.", "第二届大会为期两天。"),
    ("The third place went to Chengdu.", "成都获得季军。"),
    ("It handled 21 cases.", "共处理二十一起案件。"),
    ("It rose to 43.2 percent.", "升至百分之四十三点二。"),
    ("Five million two hundred thousand people came.", "520万人到场。"),
    ("A reef nine feet (2.7 meters) high.", "礁石高9英尺（2.7米）。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), EQUAL)
def test_equal_numbers_raise_nothing_in_either_direction(english: str, chinese: str, direction: Direction) -> None:
    assert issues(english, chinese, direction) == []


WRONG = [
    ("It treated over 320,000 patients.", "累计治疗患者超过3.2万例。"),
    ("It treated over 320,000 patients.", "累计治疗患者。"),
    ("It treated patients.", "累计治疗32万名患者。"),
    ("The market is worth 1.2 billion yuan.", "市场规模达1.2亿元。"),
    ("Chongqing drives 43% of the trials.", "重庆主导了34%的试验。"),
    ("Chongqing drives 43% of the trials.", "重庆主导了43项试验。"),
    ("On June 21, the summit opened.", "6月12日，峰会开幕。"),
    ("On June 21, the summit opened.", "7月21日，峰会开幕。"),
    ("In January it was rare.", "10月它很少见。"),
    ("He arrived at 4:31 p.m.", "他于16时13分抵达。"),
    ("In the 1990s it was rare.", "20世纪80年代，它很少见。"),
    ("The LT-208 antibody was approved.", "LT-280抗体获批。"),
    ("Forty-six hospitals joined.", "64家医院加入。"),
    ("Two-thirds of the patients recovered.", "四分之三的患者康复。"),
    ("Six hospitals joined.", "9家医院加入。"),
    ("Twelve hospitals joined.", "十三家医院加入。"),
    ("Three doctors joined.", "四名医生加入。"),
    ("The first congress opened.", "第二届大会开幕。"),
    ("It was the fourth heatwave.", "这是第五轮热浪。"),
    ("It costs twice as much.", "费用是三倍。"),
    ("A third of the patients recovered.", "四分之一的患者康复。"),
    ("Half of the patients recovered.", "三分之一的患者康复。"),
    ("The meeting opens on Monday.", "会议周二开幕。"),
    ("BERLIN, June 12 -- The trial was unveiled on Thursday.", "柏林6月12日电 试验15日公布。"),
    ("It ends in late 2027.", "2027年初结束。"),
    ("It grew in the first half of the year.", "下半年实现增长。"),
    ("It grew in the third quarter.", "二季度实现增长。"),
    ("It closes at 9:30 p.m.", "上午9时30分关门。"),
    ("It closes at 9:30 p.m.", "9时30分关门。"),
    ("She arrived on Monday morning.", "她周一下午抵达。"),
    ("It was signed on 2025-06-21.", "协议于2025年6月22日签署。"),
    ("Qingdao and four other cities joined.", "青岛等10个城市加入。"),
    ("Guizhou and Yunnan took part.", "贵州、云南八省参加。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), WRONG)
def test_a_wrong_number_is_named_in_either_direction(english: str, chinese: str, direction: Direction) -> None:
    assert {"error", "warning"} & {issue.severity for issue in issues(english, chinese, direction)}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("They always work together.", "他们一直一起工作。"),
        ("A third party was very pleased.", "第三方十分满意。"),
        ("The Three Gorges lie upstream.", "三峡位于上游。"),
        ("The tertiary hospital treats duodenal ulcers.", "三甲医院治疗十二指肠溃疡。"),
        ("They try by every means, just in case.", "他们千方百计，以防万一。"),
        ("One of them was a nurse.", "其中一人是护士。"),
        ("Sichuan sent dozens of doctors.", "四川派出数十名医生。"),
        ("People came from all around.", "人们从四面八方赶来。"),
        ("She may march on.", "她可能继续前进。"),
        ("One trip was made; the rest came home in a week.", "跑了一趟；其余的一个星期后返回。"),
        ("Come a little later.", "晚一点来。"),
        ("The driver of the tricycle laughed.", "三轮车司机笑了。"),
        ("All kinds of things are on the list.", "清单内容五花八门。"),
        ("Both groups improved.", "两组均有改善。"),
    ],
)
def test_number_words_that_count_nothing_raise_nothing(english: str, chinese: str) -> None:
    for direction in (EN_ZH, ZH_EN):
        assert issues(english, chinese, direction) == []


def test_a_missing_number_is_named_with_its_span_in_both_languages() -> None:
    (issue,) = issues("It treated 320,000 patients.", "累计治疗患者。", EN_ZH)
    assert issue.message == "The number 320,000 has no equal in the translation."
    assert issue.message_zh == "译文中没有与 320,000 对应的数字。"
    assert (issue.source_span, issue.target_span, issue.severity) == ((11, 18), None, "error")


def test_a_number_that_lost_its_scale_is_one_issue_with_the_right_number_as_fix() -> None:
    (issue,) = issues("It treated 325,000 patients.", "累计治疗3.25万名患者。", EN_ZH)
    assert (issue.source_span, issue.target_span, issue.fix) == ((11, 18), (4, 9), "32.5万")
    (issue,) = issues("It is worth 120 million yuan.", "价值12亿元。", ZH_EN)
    assert issue.fix == "1.2 billion"


def test_a_wrong_weekday_is_one_error_with_both_spans() -> None:
    (issue,) = issues("The meeting opens on Monday.", "会议周二开幕。", EN_ZH)
    assert (issue.severity, issue.source_span, issue.target_span) == ("error", (21, 27), (2, 4))
    assert issue.message == "The weekday Monday became 周二 in the translation."


def test_a_small_number_in_words_that_changed_is_a_warning() -> None:
    (issue,) = issues("The first congress opened.", "第二届大会开幕。", EN_ZH)
    assert (issue.severity, issue.message) == ("warning", "The number first became 二 in the translation.")


def test_a_conversion_in_brackets_and_a_small_number_named_again_are_notes() -> None:
    (issue,) = issues("It is nine feet high.", "高9英尺（约2.7米）。", EN_ZH)
    assert issue.severity == "note"
    (issue,) = issues("Three were saved.", "3例获救，3例康复。", EN_ZH)
    assert issue.severity == "note"


def test_a_number_told_twice_for_once_is_a_warning_at_the_second() -> None:
    (issue,) = issues("It drives 43% of the trials.", "主导43%的试验，培训43%的医师。", EN_ZH)
    assert (issue.severity, issue.target_span) == ("warning", (11, 14))


def test_a_number_with_other_digits_has_no_fix() -> None:
    (issue,) = issues("It treated 325,000 patients.", "累计治疗47万名患者。", EN_ZH)
    assert issue.target_span == (4, 7)
    assert issue.fix is None


def test_a_number_in_the_form_of_the_other_language_is_a_note_with_fix() -> None:
    (issue,) = issues("It treated 320,000 patients.", "累计治疗320,000名患者。", EN_ZH)
    assert (issue.severity, issue.fix) == ("note", "32万")
    (issue,) = issues("It treated 3.2 million patients.", "累计治疗3.2 million名患者。", EN_ZH)
    assert (issue.severity, issue.fix) == ("note", "320万")
    (issue,) = issues("It treated 32万 patients.", "累计治疗32万名患者。", ZH_EN)
    assert (issue.severity, issue.fix) == ("note", "320,000")
