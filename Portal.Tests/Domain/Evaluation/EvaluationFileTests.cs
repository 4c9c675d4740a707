using Portal.Domain.Evaluation.Files;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

public sealed class EvaluationFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly EvaluationFiles _files = new();

    [Theory]
    [InlineData("1\t20\t3.5\t100\n2\t30\t4\t90\n")]
    [InlineData("1,20,3.5,100\r\n2,30,4,90\r\n")]
    [InlineData("1 20  3.5 100\n\n  2 30 4 90")]
    [InlineData("1::20::3.5::100\n2::30::4::90\n")]
    [InlineData("userId,movieId,rating,timestamp\n1,20,3.5,100\n2,30,4,90\n")]
    [InlineData("user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t20\t3.5\t100\n2\t30\t4\t90\n")]
    [InlineData("who\twhat\thow\twhen\n1\t20\t3.5\t100\n2\t30\t4\t90\n")]
    [InlineData("\uFEFF1,\"20\",3.5,100\n2,30,4.0,9e1")]
    public void Pairs_AnySeparatorAndHeader_AreRead(string text)
    {
        var table = EventFile.Read(_files, Write(text));

        Assert.Equal([("1", "20", 3.5f, 100.0), ("2", "30", 4f, 90.0)], table.Rows.Select(row => (_files.Users[row.User], _files.Items[row.Item], row.Rating, row.Time)));
        Assert.True(table is { HasRatings: true, HasTimes: true });
    }

    [Theory]
    [InlineData("ann apple\nbob pear\n", 2)]
    [InlineData("ann apple\n", 1)]
    [InlineData("user item\nann apple\nbob pear\n", 2)]
    public void Pairs_IdsThatAreWords_AreNotTakenForAHeader(string text, int rows)
    {
        var table = EventFile.Read(_files, Write(text));

        Assert.Equal(rows, table.Rows.Count);
        Assert.Equal("ann", _files.Users[0]);
        Assert.False(table.HasRatings || table.HasTimes);
    }

    [Fact]
    public void Pairs_TimesAllZero_AreUnknown() => Assert.False(EventFile.Read(_files, Write("1\t2\t5\t0\n1\t3\t4\t0\n")).HasTimes);

    [Fact]
    public void Lists_AreToldFromPairs()
    {
        var table = EventFile.Read(_files, Write("7 1 2 3\n8 4\n9\n10 5 6 7 8 9\n"));

        Assert.Equal([("7", "1"), ("7", "2"), ("7", "3"), ("8", "4"), ("10", "5"), ("10", "6"), ("10", "7"), ("10", "8"), ("10", "9")], table.Rows.Select(row => (_files.Users[row.User], _files.Items[row.Item])));
    }

    [Theory]
    [InlineData(EventFileForm.Pairs, 2)]
    [InlineData(EventFileForm.Lists, 4)]
    [InlineData(EventFileForm.Auto, 2)]
    public void The_form_of_three_fields_can_be_forced(EventFileForm form, int events) =>
        Assert.Equal(events, EventFile.Read(_files, Write("1 5 4\n2 6 3\n"), form).Rows.Count);

    [Theory]
    [InlineData("1\t2\t3\n1\t2\n", 2, "3 fields of 'user item [rating [timestamp]]' as on the lines before", "1\t2")]
    [InlineData("1\n1\n", 1, "'user item [rating [timestamp]]'", "1")]
    [InlineData("1 2 3 4 5\n1 2 3 4 5\n", 1, "'user item [rating [timestamp]]'", "1 2 3 4 5")]
    [InlineData("1,2,3\n\n1,,3\n", 3, "'user item [rating [timestamp]]'", "1,,3")]
    [InlineData("1,2,3\n1,3,good\n", 2, "a number as rating, the third field", "1,3,good")]
    [InlineData("1,2,3\n1,3,NaN\n", 2, "a number as rating, the third field", "1,3,NaN")]
    [InlineData("1,2,3,4\n1,3,4,later\n", 2, "a number as timestamp, the fourth field", "1,3,4,later")]
    [InlineData("u,i,r\n1,2,3\n1,3,\n", 3, "a number as rating, the third field", "1,3,")]
    public void A_malformed_line_is_named(string text, int line, string expected, string found)
    {
        var path = Write(text);

        var error = Assert.Throws<EvaluationFileException>(() => EventFile.ReadPairs(_files, path));

        Assert.Equal($"{path}, line {line}: expected {expected}, found '{found}'.", error.Message);
        Assert.Equal((path, line), (error.File, error.Line));
    }

    [Fact]
    public void A_long_malformed_line_is_cut() =>
        Assert.Contains(new string('x', 60) + "…'", Assert.Throws<EvaluationFileException>(() => EventFile.ReadPairs(_files, Write("1 2\n" + new string('x', 900)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named() => Assert.Equal("There is no file 'nowhere'.", Assert.Throws<EvaluationFileException>(() => EventFile.Read(_files, "nowhere")).Message);

    [Fact]
    public void A_malformed_list_is_named() =>
        Assert.Contains("line 2: expected 'user item item …' without empty fields", Assert.Throws<EvaluationFileException>(() => EventFile.Read(_files, Write("1,2,3\n4,,5,6,7\n"), EventFileForm.Lists)).Message, StringComparison.Ordinal);

    [Fact]
    public void Sequence_TheOrderOfTheLinesIsThatOfTime()
    {
        var table = EventFile.ReadSequence(_files, Write("1 9\n1 3\n2 9\n"));

        Assert.True(table.HasTimes);
        Assert.Equal([1.0, 2.0, 3.0], table.Rows.Select(row => row.Time));
        Assert.Contains("line 2: expected 'user item'", Assert.Throws<EvaluationFileException>(() => EventFile.ReadSequence(_files, Write("1 9\n1\n"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10 9 100 -3", "-3 9 10 100")]
    [InlineData("b10 b9 a 7", "7 a b10 b9")]
    [InlineData("007 7 8", "007 7 8")]
    public void Ids_AscendAsNumbersOnlyWhereAllAreNumbers(string ids, string ascending)
    {
        IdTable table = new();
        foreach (var id in ids.Split(' '))
        {
            table.Add(id);
        }

        var (positions, sorted) = table.Seal();

        Assert.Equal(ascending.Split(' '), sorted);
        Assert.All(Enumerable.Range(0, table.Count), number => Assert.Equal(table[number], sorted[positions[number]]));
    }

    [Fact]
    public void Ids_ThatAreNotKept_HaveNoPosition()
    {
        IdTable table = new();
        foreach (var id in (string[])["5", "3", "x"])
        {
            table.Add(id);
        }

        var (positions, sorted) = table.Seal(number => table[number] != "x");

        Assert.Equal(["3", "5"], sorted);
        Assert.Equal([1, 0, -1], positions);
        Assert.Equal(-1, table.Find("unknown"));
    }

    [Fact]
    public void Negatives_AreRead()
    {
        var line = Assert.Single(NegativesFile.Read(_files, Write("(0,25)\t1064\t174\t25\n")));

        Assert.Equal(("0", "25"), (_files.Users[line.User], _files.Items[line.Item]));
        Assert.Equal(["1064", "174", "25"], line.Negatives.Select(number => _files.Items[number]));
    }

    [Theory]
    [InlineData("0,25\t1\t2")]
    [InlineData("(0 25)\t1\t2")]
    [InlineData("(0,25\t1\t2")]
    [InlineData("(0,25)")]
    [InlineData("(,25)\t1")]
    [InlineData("(0,)\t1")]
    [InlineData("(0,25)\t1\t\t2")]
    public void Negatives_Malformed_AreNamed(string text) =>
        Assert.Contains("line 1: expected '(user,item)' and then item ids", Assert.Throws<EvaluationFileException>(() => NegativesFile.Read(_files, Write(text)).ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public void IdList_HeaderIsSkipped() => Assert.Equal(["4", "ann"], IdListFile.Read(_files, Write("userId\n4\nann\n4\n")).Order());

    [Fact]
    public void IdList_TwoFields_AreRefused() =>
        Assert.Contains("line 2: expected one id", Assert.Throws<EvaluationFileException>(() => IdListFile.Read(_files, Write("4\n5 6\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Items_OwnAndUsualFields_AreRead()
    {
        var items = ItemFile.Read(_files, Write("""
            {"id": "a", "title": "One", "text": "about one", "tags": ["x", "Y", "y"]}
            {"movie_id": 7, "title": "Two (1999)", "genres": ["Drama", "(no genres listed)"], "wikipedia_extract": "an extract", "cast": ["Ann", "(voices)"], "director": "Bo, Cy", "plot": null}
            {"item_id": 8, "genres": "Drama|War"}
            """));

        var (first, second, third) = (items["a"], items["7"], items["8"]);
        Assert.Equal(("One", "about one", true), (first.Item.Title, first.Item.Text, first.IsDescribed));
        Assert.Equal(["x", "Y"], first.Item.Tags);
        Assert.Equal("an extract\nBo, Cy, Ann", second.Item.Text);
        Assert.Equal(["Drama"], second.Item.Tags);
        Assert.Equal(["Bo", "Cy", "Ann"], second.Item.Creators);
        Assert.Equal(["Drama", "War"], third.Item.Tags);
        Assert.False(third.IsDescribed);
    }

    [Theory]
    [InlineData("""{"title": "no id"}""", "an 'id' (or item_id, movie_id), a text or number")]
    [InlineData("""{"id": true}""", "an 'id' (or item_id, movie_id), a text or number")]
    [InlineData("""{"id": 1, "tags": 5}""", "a list of texts in 'tags'")]
    [InlineData("""{"id": 1, "tags": [["x"]]}""", "a list of texts in 'tags'")]
    [InlineData("""{"id": 1""", "one JSON object")]
    [InlineData("""[1]""", "one JSON object")]
    public void Items_Malformed_AreNamed(string text, string expected)
    {
        var path = Write("{\"id\": 0}\n" + text);

        Assert.StartsWith($"{path}, line 2: expected {expected}, found '", Assert.Throws<EvaluationFileException>(() => ItemFile.Read(_files, path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_OwnAndReDialFields_AreRead()
    {
        var queries = QueryFile.Read(_files, Write("""
            {"query": "a film", "relevant": [1, "x"]}
            {"input": "another", "rec": [2], "prev_entity": [3, 4]}
            """)).ToList();

        Assert.Equal(["1", "x"], queries[0].Relevant);
        Assert.Empty(queries[0].Exclude);
        Assert.Equal(("another", "3,4"), (queries[1].Query, string.Join(',', queries[1].Exclude)));
    }

    [Theory]
    [InlineData("""{"relevant": [1]}""")]
    [InlineData("""{"query": "x"}""")]
    [InlineData("""{"query": "x", "relevant": 1}""")]
    [InlineData("""{"query": "x", "relevant": [1], "exclude": {}}""")]
    public void Queries_Malformed_AreNamed(string text) =>
        Assert.Contains("line 1: expected 'query'", Assert.Throws<EvaluationFileException>(() => QueryFile.Read(_files, Write(text)).ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public void Csv_QuotedFields_AreRead()
    {
        Assert.Equal(["1", "Matrix, The (1999)", "say \"hi\"", ""], CsvFile.Split("1,\"Matrix, The (1999)\",\"say \"\"hi\"\"\",")!);
        Assert.Null(CsvFile.Split("1,\"open"));
        Assert.Contains("line 3: expected 2 comma-separated fields", Assert.Throws<EvaluationFileException>(() => CsvFile.Read(_files, Write("a,b\n1,2\n1,2,3\n"), 2).ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_IsOfEveryFileInOrder()
    {
        var (one, two) = (Write("1 2\n"), Write("1 3\n"));
        string HashOf(params string[] paths)
        {
            EvaluationFiles files = new();
            Assert.All(paths, path => Assert.Single(files.Open(path)));
            return files.Hash;
        }

        Assert.Equal(HashOf(one, two), HashOf(one, two));
        Assert.Equal(3, new[] { HashOf(one, two), HashOf(two, one), HashOf(one) }.Distinct().Count());
        Assert.Matches("^[0-9a-f]{64}$", HashOf(one));
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string text)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
