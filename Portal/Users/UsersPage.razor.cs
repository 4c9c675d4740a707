using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Users;

/// <summary>Everybody with an account. The address says who is shown.</summary>
public sealed partial class UsersPage : IAsyncDisposable
{
    private const string Path = "/admin/users";

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);

    private readonly CancellationSeries _loads = new(), _typing = new();
    private UserPageOfEntries? _users;
    private (UserFilter Filter, int Page)? _asked;
    private string _typed = "";
    private bool _busy, _failed;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery]
    private string? Role { get; set; }

    [SupplyParameterFromQuery]
    private string? Locked { get; set; }

    [SupplyParameterFromQuery]
    private string? Simulated { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [Inject]
    public required UserDirectory Directory { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<UsersText> Text { get; init; }

    [Inject]
    public required ILogger<UsersPage> Log { get; init; }

    private UserFilter Filter => _asked?.Filter ?? new UserFilter();

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _typing.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        (UserFilter Filter, int Page) asked = (
            new UserFilter((Query ?? "").Trim(), Accounts.Roles.All.Contains(Role) ? Role : null, YesNo(Locked), YesNo(Simulated)), Math.Max(1, Page ?? 1));
        if (RendererInfo.IsInteractive && asked != _asked)
        {
            // Only an address from elsewhere may overwrite what is being typed.
            _typed = asked.Filter.Text == _typed.Trim() ? _typed : asked.Filter.Text;
            _asked = asked;
            await LoadAsync();
        }
    }

    private static bool? YesNo(string? value) => value switch { "yes" => true, "no" => false, _ => null };

    private static string? Chosen(ChangeEventArgs e) => e.Value is string { Length: > 0 } value ? value : null;

    private static string UrlOf(UserFilter filter, int page)
    {
        List<string> parts = [];
        Add("q", filter.Text);
        Add("role", filter.Role);
        Add("locked", Word(filter.Locked));
        Add("simulated", Word(filter.Simulated));
        Add("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null);
        return parts.Count == 0 ? Path : $"{Path}?{string.Join('&', parts)}";

        string? Word(bool? value) => value is { } given ? given ? "yes" : "no" : null;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    private void Go(UserFilter filter) => Navigation.NavigateTo(UrlOf(filter, 1), replace: true);

    private async Task TypeAsync(string text)
    {
        _typed = text;
        var token = await _typing.StartAsync();
        try
        {
            await Task.Delay(Debounce, Time, token);
            Go(Filter with { Text = text.Trim() });
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        (_busy, _failed) = (true, false);
        try
        {
            var users = await Directory.ReadAsync(Filter, _asked?.Page ?? 1, token);
            if (!token.IsCancellationRequested)
            {
                (_users, _busy) = (users, false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception error) when (!token.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(Log, error);
            (_failed, _busy) = (true, false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The accounts could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
