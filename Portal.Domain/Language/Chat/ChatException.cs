namespace Portal.Domain.Language.Chat;

/// <summary>The chat endpoint gave no usable answer. The message is for an administrator; neither the key nor what was asked stands in it.</summary>
public sealed class ChatException : Exception
{
    /// <inheritdoc cref="ChatException"/>
    public ChatException()
    {
    }

    /// <inheritdoc cref="ChatException"/>
    public ChatException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="ChatException"/>
    public ChatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
