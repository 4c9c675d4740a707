using Microsoft.JSInterop;

namespace Portal.People;

/// <summary>The time zone of a person's browser: what "today" and "tonight" mean to them. One per circuit.</summary>
public sealed class BrowserTime(IJSRuntime script, TimeProvider time)
{
    private TimeZoneInfo? _zone;

    /// <summary>The browser's zone; the server's where the browser names none that is known here.</summary>
    public async ValueTask<TimeZoneInfo> ZoneAsync(CancellationToken cancellationToken)
    {
        if (_zone is null)
        {
            await using var module = await script.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./js/time.js");
            var id = await module.InvokeAsync<string?>("zone", cancellationToken);
            _zone = id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : time.LocalTimeZone;
        }

        return _zone;
    }

    /// <summary>A moment of the database on the clock of a zone.</summary>
    public static DateTime Local(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
}
