namespace Portal.Domain.Collaborative;

/// <summary>A model file cannot be read; the message says what is wrong with it.</summary>
/// <param name="message">One sentence.</param>
/// <param name="inner">What was behind it.</param>
public sealed class ModelFileException(string message, Exception? inner = null) : Exception(message, inner);
