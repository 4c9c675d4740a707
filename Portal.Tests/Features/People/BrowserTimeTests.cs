using System.Text.Json;
using Microsoft.JSInterop;
using Portal.Domain.Context;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

public sealed class BrowserTimeTests
{
    private const string Id = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData(Id, Id)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("0f8fad5b", null)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950ef", null)]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086772895 e", null)]
    [InlineData("\uFF10f8fad5b-d9cb-469f-a165-70867728950e", null)]
    public async Task Only_an_id_as_the_script_draws_them_is_taken_from_a_browser(string? told, string? taken)
    {
        BrowserTime browser = new(new Script(new { zone = "UTC", device = "phone", visitor = told, session = told }), new TestClock());

        var surroundings = await browser.SurroundingsAsync(CancellationToken.None);

        Assert.Equal((DeviceClass.Phone, taken, taken), (surroundings.Device, surroundings.Visitor, surroundings.Session));
    }

    /// <summary>A browser whose module tells one thing, as JSON like a real one.</summary>
    private sealed class Script(object told) : IJSRuntime, IJSObjectReference
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => ValueTask.FromResult(
            identifier == "import" ? (TValue)(object)this : JsonSerializer.Deserialize<TValue>(JsonSerializer.Serialize(told), JsonSerializerOptions.Web)!);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
