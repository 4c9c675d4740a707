using Microsoft.JSInterop;
using Portal.Domain.Context;

namespace Portal.People;

/// <summary>What a browser tells of where it stands; null for what it does not.</summary>
/// <param name="Zone">Its time zone.</param>
/// <param name="Device">What it runs on.</param>
public sealed record Surroundings(TimeZoneInfo? Zone, DeviceClass? Device)
{
    /// <summary>Characters of an id that a browser gave itself or its window.</summary>
    public const int IdLength = 36;

    public static readonly Surroundings Unknown = new(null, null);

    /// <summary>Names the browser, whoever signs in with it; null where it may keep nothing.</summary>
    public string? Visitor { get; init; }

    /// <summary>Names the browser's window until it is closed; null where it may keep nothing.</summary>
    public string? Session { get; init; }
}

/// <summary>The time zone of a person's browser: what "today" and "tonight" mean to them; and what they look at it on. One per circuit.</summary>
public sealed class BrowserTime(IJSRuntime script, TimeProvider time)
{
    private Surroundings? _surroundings;

    /// <summary>The browser's zone; the server's where the browser names none that is known here.</summary>
    public async ValueTask<TimeZoneInfo> ZoneAsync(CancellationToken cancellationToken) =>
        (await AskAsync(cancellationToken)).Zone ?? time.LocalTimeZone;

    /// <summary>What the browser tells; nothing where it cannot be asked, because what rests on it can do without.</summary>
    public async ValueTask<Surroundings> SurroundingsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(cancellationToken);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or InvalidOperationException)
        {
            return Surroundings.Unknown;
        }
    }

    /// <summary>A moment of the database on the clock of a zone.</summary>
    public static DateTime Local(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    private async ValueTask<Surroundings> AskAsync(CancellationToken cancellationToken)
    {
        if (_surroundings is null)
        {
            await using var module = await script.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/time.js");
            var told = await module.InvokeAsync<Told?>("surroundings", cancellationToken);
            _surroundings = new Surroundings(
                told?.Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null,
                Enum.TryParse<DeviceClass>(told?.Device, ignoreCase: true, out var device) && Enum.IsDefined(device) ? device : null)
            {
                Visitor = IdOf(told?.Visitor),
                Session = IdOf(told?.Session),
            };
        }

        return _surroundings;
    }

    // Whatever a browser sends could be sent.
    private static string? IdOf(string? told) => told is { Length: Surroundings.IdLength } && told.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? told : null;

    private sealed record Told(string? Zone, string? Device, string? Visitor, string? Session);
}
