using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Portal.Startup;

/// <summary>The failures that whoever runs the portal can mend, in words.</summary>
internal static partial class StartupErrors
{
    /// <summary>One line per failure, or null where the failure is none of these.</summary>
    public static string? Explain(Exception error) => error switch
    {
        PortalStartupException => error.Message,
        OptionsValidationException validation => string.Join(Environment.NewLine, validation.Failures),
        AggregateException aggregate => ExplainAll(aggregate),
        InvalidOperationException when Conversion().Match(error.Message) is { Success: true } match => ExplainConversion(match, error),
        InvalidDataException { InnerException: FormatException { InnerException: JsonException json } } =>
            $"{error.Message.TrimEnd('.')}: it is not JSON, look at line {json.LineNumber + 1}.",
        IOException { InnerException: AddressInUseException } =>
            $"{error.Message.TrimEnd('.')}; stop the program that uses it, or choose another address with --urls.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "This account may not listen on that port; choose one above 1023 with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "This machine does not have the address to listen on; choose another with --urls.",
        FormatException when error.Message.StartsWith("Invalid url", StringComparison.Ordinal) =>
            $"{error.Message.TrimEnd('.')}; the form is --urls=http://localhost:5080.",
        _ => null,
    };

    private static string? ExplainAll(AggregateException aggregate)
    {
        var sentences = aggregate.Flatten().InnerExceptions.Select(Explain).ToList();
        return sentences.Contains(null) ? null : string.Join(Environment.NewLine, sentences);
    }

    private static string ExplainConversion(Match match, Exception error)
    {
        var type = match.Groups["type"].Value;
        var value = match.Groups["value"] is { Success: true } group ? group.Value : ValueOf(error.InnerException?.Message);
        return $"{match.Groups["key"].Value} is '{value}'; {Allowed(type)}.";
    }

    private static string Allowed(string type)
    {
        if ((typeof(StartupErrors).Assembly.GetType(type) ?? typeof(Domain.Embedding.EncoderOptions).Assembly.GetType(type)) is { IsEnum: true } names)
        {
            return $"allowed are {string.Join(", ", Enum.GetNames(names))}";
        }

        return type switch
        {
            "System.Int32" or "System.Int64" => "a whole number is wanted",
            "System.Single" or "System.Double" or "System.Decimal" => "a number with a decimal point is wanted",
            "System.Boolean" => "allowed are true, false",
            "System.TimeSpan" => "a duration such as 00:05:00 is wanted",
            _ => $"that is not a {type}",
        };
    }

    private static string ValueOf(string? message) => message?.Split(' ')[0].Trim('\'') ?? "";

    [GeneratedRegex(@"^Failed to convert configuration value (?:'(?<value>.*)' )?at '(?<key>[^']+)' to type '(?<type>[^']+)'\.$", RegexOptions.Singleline)]
    private static partial Regex Conversion();
}
