namespace Portal.Domain.Evaluation.Loading;

/// <summary>Finds films by title and year.</summary>
internal sealed class FilmIndex
{
    private const int YearsApart = 1;

    private readonly Dictionary<string, List<(string Id, int Year, int Popularity)>> _byKey = new(StringComparer.Ordinal);

    public FilmIndex(IEnumerable<EvaluatedItem> films, IReadOnlyDictionary<string, int> popularity)
    {
        foreach (var film in films)
        {
            var (keys, year) = FilmTitle.Parse(film.Title);
            foreach (var key in keys)
            {
                if (!_byKey.TryGetValue(key, out var same))
                {
                    _byKey.Add(key, same = []);
                }

                same.Add((film.Id, year, popularity.GetValueOrDefault(film.Id)));
            }
        }
    }

    /// <summary>
    /// The film of that title whose year is nearest and at most one apart; without a year the one that most people rated. Null for none.
    /// </summary>
    /// <param name="title">The title, in either spelling of articles.</param>
    /// <param name="year">The year; 0 where it is unknown.</param>
    public string? Find(string title, int year)
    {
        var (keys, own) = FilmTitle.Parse(title);
        year = year > 0 ? year : own;
        return keys.SelectMany(key => _byKey.GetValueOrDefault(key) ?? [])
            .Where(film => year == 0 || Math.Abs(film.Year - year) <= YearsApart)
            .OrderBy(film => year == 0 ? 0 : Math.Abs(film.Year - year)).ThenByDescending(film => film.Popularity).ThenBy(film => film.Id.Length).ThenBy(film => film.Id, StringComparer.Ordinal)
            .Select(film => film.Id).FirstOrDefault();
    }
}
