namespace Portal.Domain.Language;

/// <summary>Words that may mean several things, and the choices: asked, never guessed in silence. A rule keeps all of them away until it is answered.</summary>
/// <param name="Start">Where the words begin in the text, in UTF-16 units.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Phrase">The words as written.</param>
/// <param name="Choices">Two or three subjects.</param>
public sealed record Question(int Start, int End, string Phrase, IReadOnlyList<Subject> Choices);

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
public readonly record struct TextSpan(int Start, int End);
