using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>
/// Someone at a browser window of their own. Whatever the console complains of, and whatever dialog a page brings up,
/// fails the test, unless it was said to be part of it.
/// </summary>
[Collection(SharedBrowser.Name)]
[Trait("Category", "Browser")]
public abstract class BrowserTest(BrowserPortal portal) : IAsyncLifetime
{
    /// <summary>How long anything may take, in milliseconds.</summary>
    public const float Patience = 15_000;

    private readonly List<string> _problems = [];
    private readonly List<string> _tolerated = [];
    private readonly ConcurrentBag<Task> _dialogs = [];
    private IBrowserContext? _window;
    private IPage? _page;

    protected BrowserPortal Demo => portal;

    protected IBrowserContext Window => _window!;

    protected IPage Page => _page!;

    protected FeedScreen Feed => new(Page);

    protected virtual ViewportSize Size => new() { Width = 1200, Height = 900 };

    public async Task InitializeAsync()
    {
        _window = await portal.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (await StartAsync()).ToString(),
            ViewportSize = Size,
            Locale = "en-GB",
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        _window.SetDefaultTimeout(Patience);
        _window.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Note($"console {message.Type}: {message.Text} ({message.Location})");
            }
        };
        _window.WebError += (_, error) => Note($"page error: {error.Error}");
        _window.Dialog += (_, dialog) => _dialogs.Add(AnswerAsync(dialog));
        _page = await _window.NewPageAsync();
    }

    public virtual async Task DisposeAsync()
    {
        await Task.WhenAll(_dialogs);
        if (_window is not null)
        {
            await _window.DisposeAsync();
        }

        lock (_problems)
        {
            var unexpected = _problems.Where(problem => !_tolerated.Exists(part => problem.Contains(part, StringComparison.Ordinal))).Distinct().ToList();
            Assert.True(unexpected.Count == 0, string.Join(Environment.NewLine, unexpected));
        }
    }

    /// <summary>Starts what the person visits: the shared demo, if nothing else.</summary>
    protected virtual Task<Uri> StartAsync() => Task.FromResult(portal.Address);

    /// <summary>A complaint of the console with this in it belongs to the journey.</summary>
    protected void Tolerate(string part) => _tolerated.Add(part);

    /// <summary>Opens an address and waits until the page can be used.</summary>
    protected async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await UsableAsync();
    }

    protected async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await UsableAsync();
    }

    /// <summary>Waits for the circuit, and for what the page loads over it.</summary>
    protected async Task UsableAsync()
    {
        await Expect(Page.Locator("#circuit")).ToHaveAttributeAsync("data-interactive", "true");
        await LoadedAsync();
    }

    /// <summary>Waits until nothing is being loaded; call it after a sign that the loading has begun.</summary>
    protected Task LoadedAsync() => Expect(Page.Locator("[data-testid=loading], [aria-busy=true]")).ToHaveCountAsync(0);

    /// <summary>Signs in by one click as one of the demo's people.</summary>
    /// <param name="name">As the card says it.</param>
    /// <param name="path">Where to go then.</param>
    protected async Task SignInAsPersonaAsync(string name, string path = "/")
    {
        await Page.GotoAsync($"/account/login?returnUrl={Uri.EscapeDataString(path)}");
        await Button($"Sign in as {name}").ClickAsync();
        await UsableAsync();
    }

    protected Task SignInAsAdministratorAsync(string path = "/") => SignInAsPersonaAsync("Administrator", path);

    /// <summary>Registers somebody with an address of their own.</summary>
    protected async Task RegisterAsync(string name)
    {
        await Page.GotoAsync("/account/register");
        await Page.GetByLabel("Name", Exactly).FillAsync(name);
        await Page.GetByLabel("E-mail", Exactly).FillAsync(string.Create(CultureInfo.InvariantCulture, $"{name}.{Guid.NewGuid():N}@example.org"));
        await Page.GetByLabel("Password", Exactly).FillAsync("a few plain words");
        await Button("Create an account").ClickAsync();
        await UsableAsync();
    }

    /// <summary>Goes to a page by its link in the main navigation.</summary>
    protected async Task GoToAsync(string place)
    {
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();
        await Expect(Page).ToHaveTitleAsync($"{(place == "Feed" ? "Your feed" : place)} · Portal");
        await LoadedAsync();
    }

    /// <summary>Chooses a file. Blazor marks an input when it listens to it: what is chosen before, faster than by any person, would go unnoticed.</summary>
    protected async Task UploadAsync(ILocator input, string name, string type, byte[] content)
    {
        await Page.WaitForFunctionAsync("input => input._blazorInputFileNextFileId !== undefined", await input.ElementHandleAsync());
        await input.SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });
    }

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>The short message with these words in it.</summary>
    protected ILocator Toast(string words) => Page.GetByRole(AriaRole.Status).GetByText(words).Locator("..");

    protected static PageGetByLabelOptions Exactly => new() { Exact = true };

    // The question whether to leave unsaved words is the browser's own; anything else was brought up by a script.
    private async Task AnswerAsync(IDialog dialog)
    {
        if (dialog.Type != "beforeunload")
        {
            Note($"{dialog.Type} dialog: {dialog.Message}");
        }

        await dialog.AcceptAsync();
    }

    private void Note(string problem)
    {
        lock (_problems)
        {
            _problems.Add(problem);
        }
    }
}
