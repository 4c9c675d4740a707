namespace Portal.Diagnostics;

/// <summary>How far a long piece of work is. Jobs and verbs hand an IProgress of it to the service that does the work.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items in all; 0 while unknown.</param>
/// <param name="Message">What it does now; empty for nothing to say.</param>
public readonly record struct WorkProgress(int Done, int Total, string Message = "");
