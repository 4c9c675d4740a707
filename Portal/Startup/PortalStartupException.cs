namespace Portal.Startup;

/// <summary>The portal cannot start; the message is one sentence for whoever starts it, with the remedy.</summary>
internal sealed class PortalStartupException(string message, Exception? inner = null) : Exception(message, inner);
