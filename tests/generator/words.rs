//! Words from which sentences are put together: Chinese, and the English that stands for it.

use super::random::Random;

/// A Chinese word and its English.
pub type Word = (&'static str, &'static str);

pub const OPENERS: &[Word] = &[
    ("围绕", "With a focus on "),
    ("聚焦", "Concentrating on "),
    ("面向", "With a view to "),
    ("立足", "Building on "),
    ("依托", "Relying on "),
    ("对标", "Taking as the yardstick "),
];

pub const VERBS: &[Word] = &[
    ("推进", "advance"),
    ("加快", "speed up"),
    ("支持", "support"),
    ("完善", "improve"),
    ("深化", "deepen"),
    ("培育", "foster"),
    ("建设", "build"),
    ("优化", "optimise"),
    ("强化", "strengthen"),
    ("落实", "carry out"),
    ("引导", "guide"),
    ("提升", "raise the level of"),
    ("统筹", "coordinate"),
    ("谋划", "plan"),
    ("拓展", "extend"),
    ("巩固", "consolidate"),
    ("扩大", "expand"),
    ("健全", "put in order"),
];

pub const MANNERS: &[Word] = &[
    ("积极", "actively "),
    ("稳步", "steadily "),
    ("全面", "in every respect "),
    ("大力", "vigorously "),
    ("深入", "thoroughly "),
    ("着力", "with effort "),
    ("有序", "in good order "),
    ("", ""),
    ("", ""),
];

pub const FIELDS: &[Word] = &[
    ("人工智能", "artificial intelligence"),
    ("集成电路", "integrated circuits"),
    ("新能源", "new energy"),
    ("生物医药", "biomedicine"),
    ("低空经济", "low-altitude economy"),
    ("数字政府", "digital government"),
    ("乡村振兴", "rural revitalisation"),
    ("生态环境", "ecology and environment"),
    ("公共交通", "public transport"),
    ("职业教育", "vocational education"),
    ("养老服务", "services for the elderly"),
    ("水利设施", "water works"),
    ("老旧小区", "old residential quarters"),
    ("冷链物流", "cold-chain logistics"),
    ("文化旅游", "culture and tourism"),
    ("城市更新", "urban renewal"),
    ("海洋经济", "marine economy"),
    ("智能制造", "smart manufacturing"),
    ("粮食安全", "food security"),
    ("应急管理", "emergency management"),
    ("基层治理", "local governance"),
    ("营商环境", "business environment"),
    ("绿色建筑", "green building"),
    ("医疗卫生", "medical care"),
    ("新型储能", "new forms of energy storage"),
    ("现代种业", "modern seed industry"),
    ("知识产权", "intellectual property"),
    ("科技金融", "finance for science and technology"),
    ("轨道交通", "rail transit"),
    ("跨境电商", "cross-border e-commerce"),
];

pub const THINGS: &[Word] = &[
    ("产业集群", "industrial clusters"),
    ("创新平台", "innovation platforms"),
    ("重点项目", "key projects"),
    ("服务体系", "service systems"),
    ("体制机制", "institutions and mechanisms"),
    ("人才队伍", "the talent pool"),
    ("示范园区", "demonstration parks"),
    ("应用场景", "application scenarios"),
    ("标准规范", "standards and norms"),
    ("基础设施", "infrastructure"),
    ("工作专班", "task forces"),
    ("监管制度", "systems of oversight"),
    ("合作机制", "mechanisms of cooperation"),
    ("试点工作", "pilot work"),
    ("资金投入", "funding"),
    ("成果转化", "the use of research results"),
];

/// What is counted: Chinese, English, and the measure word.
pub const COUNTED: &[(&str, &str, &str)] = &[
    ("高新技术企业", "high-tech enterprises", "家"),
    ("孵化器", "incubators", "家"),
    ("充电桩", "charging points", "个"),
    ("公园", "parks", "座"),
    ("公立幼儿园", "public kindergartens", "所"),
    ("农村公路", "kilometres of rural roads", "公里"),
    ("保障性住房", "units of affordable housing", "套"),
    ("技术攻关项目", "technology projects", "项"),
    ("科技特派员", "science and technology commissioners", "名"),
    ("5G基站", "5G base stations", "个"),
    ("养老床位", "beds in homes for the elderly", "张"),
    ("高标准农田", "mu of high-standard farmland", "亩"),
];

/// What grows or has a share.
pub const MEASURED: &[Word] = &[
    (
        "规模以上工业增加值",
        "value added of industrial enterprises above designated size",
    ),
    ("固定资产投资", "fixed-asset investment"),
    ("社会消费品零售总额", "total retail sales of consumer goods"),
    ("一般公共预算收入", "general public budget revenue"),
    ("进出口总额", "total imports and exports"),
    ("高新技术产业增加值", "value added of high-tech industry"),
    (
        "城镇居民人均可支配收入",
        "per capita disposable income of urban residents",
    ),
    ("技术合同成交额", "turnover of technology contracts"),
];

/// First and second characters of made-up cities, with pinyin.
pub const CITY_FIRST: &[Word] = &[
    ("东", "dong"),
    ("清", "qing"),
    ("安", "an"),
    ("明", "ming"),
    ("云", "yun"),
    ("金", "jin"),
    ("兰", "lan"),
    ("宁", "ning"),
    ("平", "ping"),
    ("昌", "chang"),
    ("泰", "tai"),
    ("华", "hua"),
    ("永", "yong"),
    ("瑞", "rui"),
    ("北", "bei"),
    ("星", "xing"),
];

pub const CITY_SECOND: &[Word] = &[
    ("泽", "ze"),
    ("浦", "pu"),
    ("岭", "ling"),
    ("陂", "bei"),
    ("汀", "ting"),
    ("渚", "zhu"),
    ("湾", "wan"),
    ("原", "yuan"),
    ("溪", "xi"),
    ("屿", "yu"),
    ("坪", "ping"),
    ("埠", "bu"),
    ("港", "gang"),
    ("桥", "qiao"),
    ("塘", "tang"),
    ("峰", "feng"),
];

/// Characters beyond the basic plane that stand in names of places, people and elements.
pub const BEYOND_BASIC_PLANE: &[char] = &[
    '𠮷', '𡎚', '𣗋', '𤧛', '𥔲', '𦰡', '𧒽', '𨱏', '𪨶', '𫟼', '𬭩', '𬭳', '𬱖', '𰻝',
];

/// How many names there are before they run out.
const NAMES: usize = 4000;

/// The name of a project, a place or a product: two characters, few of them often and many seldom,
/// as in real documents; with the English made of its syllables.
pub fn name(random: &mut Random) -> (String, String) {
    let rank = random.zipf(NAMES);
    let first = character(rank * 2);
    let mut second = character(rank * 2 + 1 + rank / 7);
    if rank % 61 == 60 {
        second = BEYOND_BASIC_PLANE[rank / 61 % BEYOND_BASIC_PLANE.len()];
    }
    let english = format!("{}{}", syllable(first, true), syllable(second, false));
    (format!("{first}{second}"), english)
}

/// One of the 6,000 characters from U+4E00 on, far apart for neighbouring ranks.
fn character(rank: usize) -> char {
    let place = (rank * 1777 + 311) % 6000;
    char::from_u32(0x4e00 + u32::try_from(place).unwrap_or(0)).unwrap_or('一')
}

fn syllable(c: char, capital: bool) -> String {
    const STARTS: &[&str] = &[
        "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "s", "t", "x", "y", "z",
    ];
    const ENDS: &[&str] = &[
        "a", "ai", "an", "ang", "ao", "e", "en", "i", "in", "ing", "o", "ong", "u", "un",
    ];
    let number = c as usize;
    let start = STARTS[number % STARTS.len()];
    let end = ENDS[number / STARTS.len() % ENDS.len()];
    let start = if capital {
        start.to_ascii_uppercase()
    } else {
        start.to_owned()
    };
    format!("{start}{end}")
}
