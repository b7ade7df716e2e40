//! Sizes that belong to a name: 亿元以上项目5个, 销售收入超亿元的企业达到20家, 万吨级.

use crate::quantities::lexicon::lexicon;
use crate::quantities::numerals::Form;
use crate::quantities::units::Class;

use super::clause;
use super::comparator;
use super::mention::{Mention, What};
use super::sentence::Sentence;

lexicon! {
    /// What is classed by its size.
    SIZED = "项目 企业 工程 产业 产业集群 集群 园区 工业项目 重大项目 重点项目 公司 单位 用人单位 机构 大项目 好项目 招商项目 法人 村 集体 家庭 客户 基金 锅炉 机组 船舶 楼宇 综合体 街区 城市 县 乡镇 镇 楼 载体 平台 商会 专精特新 制造业 高新技术 先进制造业 产业项目 骨干 龙头 重大 重点 工业 服务业 规上 农业 外资 亿元 独角兽 瞪羚 经营主体 户 水库 河流 湖泊 桥梁 隧道 建筑 纳税 贫困 老年人 老人 老龄 人群 儿童 青年 耕地 坡耕地 商品 住宅";
    /// Classes by age and size of people: 60岁以上老年人, 50人以上企业.
    GROUP = "婴幼儿 幼儿 青少年 少年 群体 学生 劳动者 老年人 老人 老龄 人口 人群 儿童 青年 企业 单位 用人单位 机构 村 妇女 居民 户籍 城市 特大";
}

/// Drops the mentions that only say how large the things are that another number counts.
pub(super) fn without_size_classes(sentence: &Sentence, mentions: Vec<Mention>) -> Vec<Mention> {
    let keep: Vec<bool> = mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| !is_size(sentence, mention, mentions.get(at + 1)))
        .collect();
    mentions
        .into_iter()
        .zip(keep)
        .filter_map(|(mention, keep)| keep.then_some(mention))
        .collect()
}

fn is_size(sentence: &Sentence, mention: &Mention, next: Option<&Mention>) -> bool {
    if mention.what != What::Quantity {
        return false;
    }
    let name = mention.unit.as_ref().map_or("", |unit| unit.name.as_ref());
    let rest_end = clause::end(sentence, mention.full_end, mention.full_end + 20);
    let rest = sentence.slice(mention.full_end..rest_end);
    let of = rest.first() == Some(&'的');
    let noun = if of {
        rest.get(1..).unwrap_or_default()
    } else {
        rest
    };
    let compared_after = comparator::after(sentence.from(mention.end)).is_some();
    let people = matches!(name, "人" | "岁");
    if people {
        return (compared_after || mention.max.is_some())
            && GROUP.find(noun, 0).is_some_and(|group| group.start <= 3);
    }
    let sized = matches!(mention.class(), Some(Class::Money | Class::Measure));
    if !sized {
        return false;
    }
    // 造林40万亩以上、其中绿化工程20万亩: what is classed stands before the next item.
    let item = noun.iter().position(|&c| c == '、').unwrap_or(noun.len());
    let noun_near = noun.get(..item.min(12)).unwrap_or_default();
    // 一批50万千瓦以上省级基地: they are not counted.
    let some = ["一批", "一些", "若干", "多个", "多家"];
    if compared_after
        && some
            .iter()
            .any(|word| sentence.ends(mention.full_start, word))
    {
        return true;
    }
    // 对年销售额2000万元以上的企业给予奖励: whom it is for.
    if compared_after && of && SIZED.prefix(noun).is_some() {
        return true;
    }
    if compared_after && !of {
        return SIZED.prefix(noun).is_some() || SIZED.within(noun_near);
    }
    let counted = next.is_some_and(|next| {
        next.start < rest_end
            && next.class() == Some(Class::Count)
            && !comparator::adjacent(sentence, mention, next)
    });
    let bounded = compared_after || mention.full_start < mention.start;
    let scale = mention.form == Form::Scale;
    bounded && (counted || scale) && SIZED.within(noun_near)
}
