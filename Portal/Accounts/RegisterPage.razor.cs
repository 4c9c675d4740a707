using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Accounts;

public sealed partial class RegisterPage
{
    private EditContext _form = null!;
    private ValidationMessageStore _messages = null!;
    private bool _makesAdministrator;
    private bool _refused;

    [Inject]
    public required IStringLocalizer<AccountText> Text { get; init; }

    [Inject]
    public required RegistrationService Registrations { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(Name = nameof(Input), FormName = "register")]
    private RegisterInput? Posted { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private RegisterInput Input { get; set; } = new();

    private string LoginUrl => Navigation.GetUriWithQueryParameters("/account/login", new Dictionary<string, object?> { ["returnUrl"] = ReturnUrl });

    protected override async Task OnInitializedAsync()
    {
        Input = Posted ?? Input;
        _form = new EditContext(Input);
        _messages = new ValidationMessageStore(_form);
        _makesAdministrator = await Registrations.MakesAdministratorAsync();
    }

    private async Task RegisterAsync()
    {
        foreach (var (field, key) in Input.Check())
        {
            _messages.Add(_form.Field(field), Text[key]);
        }

        if (!_form.GetValidationMessages().Any())
        {
            if (await Registrations.RegisterAsync(Input, Http.RequestAborted) == RegistrationOutcome.Registered)
            {
                Navigation.NavigateTo(LocalUrl.OrRoot(ReturnUrl), forceLoad: true);
                return;
            }

            _refused = true;
        }

        // The page must not carry what was typed as a password.
        Input.Password = "";
    }
}
