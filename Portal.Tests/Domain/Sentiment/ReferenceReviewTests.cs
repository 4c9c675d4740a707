using System.Text.Json;
using Portal.Domain.Language;
using Portal.Domain.Sentiment;
using Portal.Tests.Support;
using Xunit.Abstractions;

namespace Portal.Tests.Domain.Sentiment;

/// <summary>
/// Reviews by another author than that of the training sentences, of which none was used to make the classifier or the aspect finder. An aspect
/// is found when the end of its name is the same, by stems, and its sign is.
/// </summary>
public sealed class ReferenceReviewTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private static readonly List<ReferenceReview> Reviews = [.. File.ReadLines(Repository.Reference("language", "reviews.jsonl")).Select(line => JsonSerializer.Deserialize<ReferenceReview>(line, Json)!)];

    [Fact]
    public void Sentiment_is_told_as_people_tell_it()
    {
        var decided = Reviews.Where(review => review.Sentiment != "mixed").ToList();
        var right = decided.Count(review => SentimentClassifier.English.Read(review.Text) is { IsRead: true } reading && reading.Score > 0 == (review.Sentiment == "positive")) / (double)decided.Count;
        var mixed = Reviews.Where(review => review.Sentiment == "mixed").ToList();
        var seen = mixed.Count(IsSeenAsMixed) / (double)mixed.Count;
        output.WriteLine($"sentiment {right:0.000} of {decided.Count}, mixed {seen:0.000} of {mixed.Count}");

        Assert.True(right >= 0.85, $"{right:0.000} of {decided.Count} are told right.");
        Assert.True(seen >= 0.65, $"{seen:0.000} of {mixed.Count} mixed ones are seen as such.");
    }

    [Fact]
    public void Aspects_are_found_as_people_find_them()
    {
        var (told, found, right) = (0, 0, 0);
        foreach (var review in Reviews)
        {
            var aspects = new AspectFinder().Find(review.Text).ToList();
            (told, found) = (told + review.Aspects.Count, found + aspects.Count);
            foreach (var aspect in review.Aspects)
            {
                var match = aspects.FindIndex(one => one.Score > 0 == (aspect.Sentiment == "positive") && HaveTheSameEnd(one.Words, aspect.Words));
                if (match >= 0)
                {
                    right++;
                    aspects.RemoveAt(match);
                }
            }
        }

        var f1 = 2.0 * right / (told + found);
        output.WriteLine($"aspects: precision {right / (double)found:0.000}, recall {right / (double)told:0.000}, F1 {f1:0.000} of {told}");

        Assert.True(f1 >= 0.65, $"F1 is {f1:0.000}: {right} of {told}, {found} found.");
    }

    private static bool IsSeenAsMixed(ReferenceReview review)
    {
        var reading = SentimentClassifier.English.Read(review.Text);
        var signs = new AspectFinder().Find(review.Text).Select(aspect => Math.Sign(aspect.Score)).Distinct();
        return Math.Abs(reading.Score) < SentimentReading.Undecided || reading.IsMixed || signs.Count() > 1;
    }

    private static bool HaveTheSameEnd(string a, string b)
    {
        var (first, second) = (Words.Of(a).Select(word => word.Stem).ToList(), Words.Of(b).Select(word => word.Stem).ToList());
        return first.TakeLast(second.Count).SequenceEqual(second) || second.TakeLast(first.Count).SequenceEqual(first);
    }

    private sealed record ReferenceReview(string Text, string Sentiment, IReadOnlyList<ReferenceAspect> Aspects);

    private sealed record ReferenceAspect(string Words, string Sentiment);
}
