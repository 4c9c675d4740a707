namespace Portal.Importing;

/// <summary>A file cannot be imported at all. The message names the file, what is wrong with it and what to do.</summary>
public sealed class ImportException(string message) : Exception(message);
