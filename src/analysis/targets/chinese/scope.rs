//! Scopes that stand before a noun: 全市, 全省, 全国.

use crate::quantities::lexicon::lexicon;

lexicon! {
    pub(super) SCOPES = "全市 全省 全区 全县 全国 全州 全盟 全旗 全镇 全域 我市 我省 我区 我县 我州 本市 本省 本区 各区 各县区 各县 市区两级 全系统 市本级 区本级 市级层面  全社区";
}
