//! Findings of the stage `pages`.
//!
//! P0xx themes and content of pages, P4xx addresses that must not vanish.

super::rules! {
    THEME_FILE = "P001", Error;
    title: "主题文件不是文本" / "a theme's file is not text";
    why: "模板和词语文件按 UTF-8 读取；其他编码的字节无法可靠地变成文字。"
        / "Templates and words are read as UTF-8; bytes in another encoding cannot be turned into text reliably.";
    mend: "请将该文件另存为 UTF-8。" / "Save the file as UTF-8.";
    example: "themes/ours/words/zh.toml 以 GB18030 保存";

    TEMPLATE_SYNTAX = "P002", Error;
    title: "模板有语法错误" / "a template has a mistake";
    why: "模板在装入时检查：标签要成对，引用的模板、组件和过滤器要存在。"
        / "Templates are checked when they are loaded: tags must be closed, and the templates, components and filters they name must exist.";
    mend: "请按提示的位置修改模板；docs/themes.md 列有可用的组件和过滤器。"
        / "Mend the template at the place shown; docs/themes.md lists the components and filters there are.";
    example: "{% if plan.title %}";

    TEMPLATE_FAILS = "P003", Error;
    title: "模板无法生成页面" / "a template cannot be filled in";
    why: "模板用到了该页面没有的变量或字段，或对值用了不合适的过滤器。"
        / "The template uses a variable or field that its page does not have, or a filter that does not fit the value.";
    mend: "请对照 docs/themes.md 中该模板收到的字段修改；可能缺的值写作 {{ x or \"\" }}。"
        / "Compare with the fields that docs/themes.md lists for the template; write {{ x or \"\" }} where a value may be missing.";
    example: "{{ plan.titel }}";

    WORDS_FILE = "P004", Error;
    title: "词语文件有错误" / "a words' file has a mistake";
    why: "words/zh.toml 和 words/en.toml 是 TOML 文件，每个词条是一段文字。"
        / "words/zh.toml and words/en.toml are TOML files; each word is a text.";
    mend: "请改正 TOML 语法；词条的值用引号括起。" / "Mend the TOML; put the word's value in quotation marks.";
    example: "search = 1";

    WORD_MISSING = "P005", Error;
    title: "词条只有一种语言" / "a word exists in one language only";
    why: "每个页面都有两种语言，模板的每个词条因此要有两种语言。"
        / "Every page exists in both languages, and so must every word of the theme.";
    mend: "请在另一个词语文件中补上同名词条。" / "Add the word to the other language's file.";
    example: "words/zh.toml 有 [home] welcome，words/en.toml 没有";

    PAGE_LINK = "P006", Error;
    title: "页面链接无处可去" / "a link leads nowhere";
    why: "指向本站的链接应落在存在的页面上；死链会使读者和检查都失败。"
        / "A link into the site must lead to a page that exists; dead links fail readers and inspections alike.";
    mend: "请改正地址，或删去链接。" / "Correct the address or remove the link.";
    example: "[指标](/zh/target/)";

    LINK_SCHEME = "P007", Error;
    title: "链接的协议不被允许" / "a link's scheme is not allowed";
    why: "页面只链接 http、https、mailto 和 tel 地址；其他协议可能执行代码。"
        / "Pages link to http, https, mailto and tel addresses only; other schemes may run code.";
    mend: "请改用允许的地址，或删去链接。" / "Use an allowed address or remove the link.";
    example: "[点击](javascript:alert(1))";

    RAW_HTML = "P008", Warning;
    title: "部分 HTML 被移除" / "some HTML was removed";
    why: "内容中的 HTML 经过清理，脚本、样式、表单和嵌入内容不会进入页面。"
        / "HTML in content is sanitised: scripts, styles, forms and embedded content do not reach the page.";
    mend: "请改用 Markdown，或只用允许的元素。" / "Write Markdown, or use allowed elements only.";
    example: "<script>alert(1)</script>";

    PICTURE_ELSEWHERE = "P011", Error;
    title: "图片在站外" / "a picture from elsewhere";
    why: "网页不向站外请求任何内容：站外图片会泄露读者的访问，也会随别人的网站一起消失。"
        / "Pages ask for nothing outside the site: a picture elsewhere tells others who reads it, and vanishes when they remove it.";
    mend: "请把图片放进主题的 static 文件夹，或改为链接。" / "Put the picture into the theme's static folder, or make it a link.";
    example: "![图](https://elsewhere.example/a.png)";

    UNKNOWN_THEME = "P010", Error;
    title: "主题不存在" / "an unknown theme";
    why: "theme 是内置主题 default，或站点 themes 文件夹中的一个；写错时网站会悄悄换成内置外观。"
        / "theme is the built-in default or a folder in the site's themes; with a slip the site would quietly have the built-in look.";
    mend: "请改正 gongbao.toml 中的 theme，或把主题的文件放进 themes/<名称>/。"
        / "Correct theme in gongbao.toml, or put the theme's files into themes/<name>/.";
    example: "theme = \"defalt\"";

    TEMPLATE_BREACH = "P012", Warning, strict;
    title: "模板不合页面的规则" / "a template breaks the pages' rules";
    why: "页面的链接都是相对的，不向站外请求任何内容，页面内的脚本和样式被安全策略拒绝；站点自己的模板也一样。"
        / "Pages link relatively, ask for nothing outside the site, and their security policy refuses scripts and styles inside them; so it is with a site's own templates.";
    mend: "请把脚本和样式放进主题 static 文件夹中的文件；站内地址以 {{ page.root }} 开头。"
        / "Put scripts and styles into files of the theme's folder static; start addresses of the site with {{ page.root }}.";
    example: "<script>alert(1)</script>";

    TEMPLATE_UNUSED = "P013", Warning;
    title: "模板没有用处" / "a template that nothing uses";
    why: "站点的模板以同名取代内置模板；名称写错时，内置的模板照旧使用，没有任何提示。"
        / "A site's template takes the place of the embedded one of its name; with a slip in the name the embedded one goes on being used, and nothing says so.";
    mend: "请改用内置模板的名称，或在别的模板中引用它。" / "Give it the name of an embedded template, or name it in another template.";
    example: "themes/ours/templates/fotter.html";

    WORKBOOK_FAILS = "P408", Error;
    title: "表格文件无法生成" / "the spreadsheet could not be made";
    why: "targets.xlsx 由数据写成；写不成的表格不能当作已经发布。"
        / "targets.xlsx is made of the data; a spreadsheet that could not be written must not pass for published.";
    mend: "请把这条诊断和 data/targets.json 告知维护者。" / "Send this finding and data/targets.json to whoever maintains the program.";
    example: "data/targets.xlsx";

    REDIRECT_OVER_PAGE = "P401", Error;
    title: "转址的旧地址仍有页面" / "a redirect starts at a page that exists";
    why: "一个地址不能既是页面又转到别处。" / "One address cannot be a page and lead elsewhere.";
    mend: "请删去这条转址，或给页面改名。" / "Remove the redirect, or rename the page.";
    example: "[[redirect]]\nfrom = \"/luan/2022-4/\"\nto = \"/luan/2022-2/\"";

    REDIRECT_TO_NOTHING = "P402", Error;
    title: "转址的新地址没有页面" / "a redirect leads to no page";
    why: "读者会被带到不存在的页面，或在转址之间兜圈子。" / "Readers would be led to a page that does not exist, or round in a circle.";
    mend: "请改正 to。" / "Correct its to.";
    example: "[[redirect]]\nfrom = \"/luan/2022-5/\"\nto = \"/luan/2022-6/\"";

    ADDRESS_VANISHED = "P403", Error;
    title: "已发布的地址不见了" / "a published address has vanished";
    why: "地址一经发布就会被引用、收藏和转发，不能失效（国办发〔2017〕47号要求地址保持不变）。"
        / "Once published an address is cited, kept and passed on, and must go on working (国办发〔2017〕47号 asks for addresses that do not change).";
    mend: "请恢复页面；改了名的，在 content/redirects.toml 中写明转到哪里；不应再公开的，把计划标为 withdrawn。"
        / "Restore the page; where it was renamed, write in content/redirects.toml where it went; where it must not be public, mark the plan withdrawn.";
    example: "gongbao check --published addresses.json";

    PUBLISHED_LIST = "P404", Error;
    title: "不是地址表" / "no list of addresses";
    why: "--published 需要已发布网站的 data/addresses.json。" / "--published takes the published site's data/addresses.json.";
    mend: "请从正式网站下载 /data/addresses.json。" / "Download /data/addresses.json from the published site.";
    example: "gongbao check --published sections.json";

    BASE_URL_NOT_STATED = "P405", Note, strict;
    title: "正式网址未写明" / "the site's own address is not stated";
    why: "每页的 SiteDomain 标签、固定网址、sitemap.xml 和订阅都要用它（国办发〔2017〕47号，网页标签、地址链接）。"
        / "The tag SiteDomain of every page, permanent addresses, sitemap.xml and feeds need it (国办发〔2017〕47号).";
    mend: "请在 gongbao.toml 中写 base_url，或构建时用 --base-url。" / "Write base_url in gongbao.toml, or build with --base-url.";
    example: "name = { zh = \"工作计划\", en = \"Work Plans\" }";

    BASE_URL_NOT_A_DOMAIN = "P406", Note, strict;
    title: "正式网址不是域名" / "the site's own address is no domain name";
    why: "SiteDomain 标签须为英文域名；IP 地址和本机名称不能长期使用（国办发〔2017〕47号，网页标签、地址链接）。"
        / "The tag SiteDomain is a domain name; IP addresses and names of machines do not last (国办发〔2017〕47号).";
    mend: "请写正式域名，如 https://www.example.gov.cn。" / "Write the domain the site will have, such as https://www.example.gov.cn.";
    example: "base_url = \"http://127.0.0.1:8000\"";

    ADDRESSES_UNCHECKED = "P407", Warning;
    title: "已发布的地址无法核对" / "published addresses that could not be checked";
    why: "这个文件有错误，没有生成页面；这些地址是否还在，改正之后才知道。"
        / "A file with errors has no pages; whether its addresses go on working is known when it is mended.";
    mend: "请先改正这个文件，再核对一次。" / "Mend this file, then check again.";
    example: "gongbao check --published addresses.json";

    THEME_SETTINGS = "P009", Error;
    title: "theme.toml 有错误" / "theme.toml has a mistake";
    why: "theme.toml 只设颜色：[colours] 和 [dark] 中的 main、link、band，写成 \"#rrggbb\"。"
        / "theme.toml sets colours alone: main, link and band under [colours] and [dark], written \"#rrggbb\".";
    mend: "请按提示的位置改正；其他外观用 static/site.css 改。"
        / "Correct it at the place shown; change the rest of the look in static/site.css.";
    example: "[colours]\nmain = \"blue\"";
}
