namespace Portal.Domain.Sentiment;

/// <summary>A sentence that says what it thinks of something, with what that is.</summary>
/// <param name="Family">The sort of sentence; training and test share no family.</param>
/// <param name="IsTraining">Whether the classifier learns from it; the others measure it.</param>
/// <param name="Sentiment">1 for praise, −1 for blame, 0 for neither.</param>
/// <param name="Text">The sentence.</param>
internal sealed record LabelledSentence(string Family, bool IsTraining, int Sentiment, string Text)
{
    /// <summary>The sentences of <c>Training/sentences.tsv</c>.</summary>
    public static IEnumerable<LabelledSentence> All => TrainingFile.Rows("sentences.tsv")
        .Select(row => new LabelledSentence(row[0], row[1] == "train", row[2] switch { "positive" => 1, "negative" => -1, _ => 0 }, row[3]));
}
