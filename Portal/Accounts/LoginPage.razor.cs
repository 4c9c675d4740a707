using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Shared;

namespace Portal.Accounts;

public sealed partial class LoginPage
{
    private IReadOnlyList<Persona>? _personas;
    private EditContext _form = null!;
    private bool _refused;

    [Inject]
    public required IStringLocalizer<AccountText> Text { get; init; }

    [Inject]
    public required SignInService Accounts { get; init; }

    [Inject]
    public required IOptions<PortalOptions> Settings { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(Name = nameof(Input), FormName = "login")]
    private LoginInput? Posted { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private LoginInput Input { get; set; } = new();

    private string RegisterUrl => Navigation.GetUriWithQueryParameters("/account/register", new Dictionary<string, object?> { ["returnUrl"] = ReturnUrl });

    // The whole address: with a base address of "/", "#own-account" alone would lead to the start page.
    private string OwnAccountUrl => $"{new Uri(Navigation.Uri).PathAndQuery}#own-account";

    protected override async Task OnInitializedAsync()
    {
        Input = Posted ?? Input;
        _form = new EditContext(Input);
        if (Settings.Value.Demo)
        {
            _personas = await Accounts.PersonasAsync(Http.RequestAborted);
        }
    }

    private async Task SignInAsync()
    {
        if (await Accounts.WithPasswordAsync(Input.Email, Input.Password, Input.StaySignedIn))
        {
            Navigation.NavigateTo(LocalUrl.OrRoot(ReturnUrl), forceLoad: true);
            return;
        }

        // The page must not carry what was typed as a password.
        Input.Password = "";
        _refused = true;
    }
}
