import pytest

from translator.reading.notices import has_address, is_boilerplate, is_contact, is_contact_heading


@pytest.mark.parametrize(
    "text",
    [
        "By continuing to browse our site you agree to our use of cookies, revised Privacy Policy and Terms of Use. "
        "You can change your cookie settings through your browser.",
        "This site uses cookies to remember your language preference.",
        "Accept all cookies / Reject nonessential cookies",
        "Manage your privacy choices",
        "Privacy Policy | Terms of Use",
        "Site map | Contact us | Accessibility",
        "\u00a9 2025 iChongqing. All rights reserved.",
        "Copyright belongs to the drafting group; please cite the source for noncommercial use.",
        "This article may not be reproduced without permission; please credit the source.",
        "Editor: Wen Zhao",
        "FOR IMMEDIATE RELEASE",
        "Embargoed until 14:00 Central European Summer Time",
        "- END -",
        "###",
        "本网站使用Cookie记录您的语言偏好。",
        "继续浏览本网站即表示您同意我们使用Cookie。",
        "管理Cookie设置",
        "版权所有，未经书面许可不得转载。",
        "转载请注明出处",
        "（责任编辑：王五）",
        "免责声明：本文不构成医疗建议。",
        "渝ICP备00000000号",
        "（完）",
    ],
)
def test_the_shapes_of_boilerplate_are_known(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bakery baked 5,000 cookies for the guests, and nobody touched the fruit.",
        "Cookies and hot pot: what the delegates ate in Chongqing this week.",
        "We use oatmeal cookies as the base of the cake, the chef explained.",
        "The regulator fined the company for its use of cookies without consent, and ordered new privacy rules.",
        "The hospital published a new privacy policy on Monday after patients complained.",
        "By continuing to invest in research, the city hopes to lead the field.",
        "Copyright law protects the images, the judge ruled.",
        "All rights reserved seats were sold within an hour.",
        "The editors of three journals signed the statement.",
        "EMBARGOED UNTIL 00:01 LONDON TIME -- Children with bone infections can leave the hospital early.",
        "这家面包店每天烤制两千块Cookie，最受孩子欢迎。",
        "监管机构对该公司违规使用Cookie的行为处以罚款。",
        "版权所有者起诉了这家公司。",
        "专家呼吁，转载健康信息应注明来源，避免误导患者。",
        "法院认为，未经许可不得使用患者照片。",
        "责任编辑王五说，稿件已经撤回。",
    ],
)
def test_news_about_cookies_privacy_and_copyright_is_no_boilerplate(text: str) -> None:
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "For any inquiries, please email service@ichongqing.info",
        "For interviews with families, contact the press desk at least 24 hours in advance.",
        "Media contact: Luo Jia, Congress Secretariat, telephone 028-5550-0142",
        "Insurance inquiries: dial 12393",
        "Tel: +86 23 5555 0100",
        "service@ichongqing.info",
        "联系人：王五",
        "媒体联系人：大会秘书处罗佳，电话028-5550-0142",
        "如需咨询，请致电组委会。",
        "如需采访，请至少提前24小时致函新闻中心。",
        "邮箱：press@example.cn",
        "药品问题投诉举报电话：12315",
    ],
)
def test_the_shapes_of_contact_lines_are_known(text: str) -> None:
    assert is_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Patients who wish to take part can write to trial@example.org, Dr. Li said, and answers are expected.",
        "Anyone can call the hotline at 12320, the ministry said.",
        "For decades, patients would contact the clinic only when the pain became too great.",
        "For many families, contact with the hospital ends on the day of discharge.",
        "Eye contact: why babies look at you",
        "Contact tracing teams reached 95 percent of those exposed.",
        "Email is not a safe way to send scans, the panel found.",
        "如需手术，医生会提前告知患者和家属。",
        "他是两家医院之间的联系人。",
        "市民可拨打12320咨询，也可发邮件至health@example.cn，市卫健委有关负责人说。",
        "电话随访显示，九成患者满意。",
        "热线开通一年来，接听电话3万个。",
    ],
)
def test_an_address_or_a_call_in_the_story_is_no_contact_line(text: str) -> None:
    assert not is_contact(text)


def test_a_contact_heading_announces_lines_and_has_none() -> None:
    assert is_contact_heading("Media contact:")
    assert is_contact_heading("联系方式")
    assert not is_contact_heading("Contact tracing")


@pytest.mark.parametrize("text", ["a@b.org", "see www.example.org", "+86-23-5555-0100", "023-55550100"])
def test_addresses_are_found(text: str) -> None:
    assert has_address(text)


@pytest.mark.parametrize("text", ["more than 320,000 patients", "in 2024 and 2025", "3.5 million"])
def test_quantities_and_years_are_no_addresses(text: str) -> None:
    assert not has_address(text)
