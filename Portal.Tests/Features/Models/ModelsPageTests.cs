using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Engine;
using Portal.Models;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Models;

public sealed class ModelsPageTests : PageScene
{
    private readonly Runner _runner = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddModels().AddSingleton<ICatalogueChanges>(_runner).AddSingleton<IComparisonRunner>(_runner);
        var authorization = AddAuthorization();
        authorization.SetAuthorized("Ann");
        authorization.SetRoles(Roles.Admin);
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, Me));
        await AddItemsAsync(Film("a"), Film("b"));
    }

    [Fact]
    public async Task An_encoder_is_chosen_over_the_configuration_and_given_up_again()
    {
        await Services.GetRequiredService<EncoderHost>().LoadAsync(default);
        var page = Render<ModelsPage>();
        page.WaitForAssertion(() => Assert.Contains("No text encoder is configured", page.Find(".field__error").TextContent, StringComparison.Ordinal));

        Act(() => page.Find("button[aria-label='Switch to use-lite Int8']").Click());
        var confirm = Services.GetRequiredService<ConfirmService>();
        page.WaitForAssertion(() => Assert.Equal("Switch to use-lite Int8?", confirm.Pending?.Title));
        await page.InvokeAsync(() => confirm.Answer(true));
        page.WaitForAssertion(() => Assert.Contains("Switching to use-lite Int8", page.Find(".models__switch").TextContent, StringComparison.Ordinal));
        Assert.Equal(["Ann"], _runner.Announced);

        await Services.GetRequiredService<CatalogueEmbedder>().RunAsync(null, default);
        page.WaitForAssertion(() => Assert.StartsWith("2 of 2", page.Find("[data-testid=share]").TextContent, StringComparison.Ordinal));
        Assert.StartsWith("use-lite", page.Find("[data-testid=encoder]").TextContent, StringComparison.Ordinal);

        Act(() => page.Find("#models-try").ParentElement!.QuerySelector("input")!.Input("about a"));
        Act(() => page.Find(".models__form").Submit());
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".try__row").Count));
        Act(() => page.FindAll("button").Single(button => button.TextContent.Contains("Measure the speed", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.Contains("2 texts", page.Find("[data-testid=speed]").TextContent, StringComparison.Ordinal));
        Act(() => page.Find("button[aria-label='Compare the present encoder with use-lite F32']").Click());
        page.WaitForAssertion(() => Assert.Equal(1, _runner.Started));
    }

    private sealed class Runner : ICatalogueChanges, IComparisonRunner
    {
        public List<string> Announced { get; } = [];

        public int Started { get; private set; }

        public void Announce(string by) => Announced.Add(by);

        public Task<bool> StartAsync(string by, CancellationToken cancellationToken)
        {
            Started++;
            return Task.FromResult(true);
        }

        public Task<bool> StopAsync(CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
