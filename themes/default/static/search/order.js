// The order of results.


function ordered(hits, table, sort) {
  var rows = [];
  hits.forEach(function (value, page) {
    var plan = search.planOf(page, table);
    rows.push({ page: page, plan: plan, year: table.plans.year[plan], rank: value.rank, score: value.score });
  });
  var byYear = sort === 'oldest' ? 1 : -1;
  return rows.sort(function (a, b) {
    var relevance = b.rank - a.rank || b.score - a.score;
    var year = (a.year - b.year) * byYear;
    return (sort ? year || relevance : relevance || year) || a.page - b.page;
  });
}
