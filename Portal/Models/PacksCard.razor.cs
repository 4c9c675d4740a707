using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Accounts;
using Portal.Domain.Embedding;
using Portal.Engine;
using Portal.Shared;

namespace Portal.Models;

public sealed partial class PacksCard
{
    private string? _reading, _problem;

    [Parameter, EditorRequired]
    public ModelsView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<FoundPack> Packs { get; set; } = [];

    /// <summary>Whether a comparison runs.</summary>
    [Parameter]
    public bool Comparing { get; set; }

    [Parameter]
    public EventCallback<EncoderChoice?> OnSwitch { get; set; }

    [Parameter]
    public EventCallback<EncoderChoice?> OnCompare { get; set; }

    /// <summary>A pack came or went.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private IEnumerable<Row> Rows =>
    [
        new(Text["Configured"], null, Text["ConfiguredAbout"], null, false),
        .. Enum.GetValues<EncoderPrecision>().Select(precision => new EncoderChoice(EncoderKind.UseLite, precision)).Select(choice => new Row(choice.Name, choice, Text[$"About{choice.Precision}"], null, false)),
        .. Packs.Select(pack => new Row(pack.Id, new EncoderChoice(EncoderKind.Pack, PackId: pack.Id), About(pack), pack.Id, pack.Pack is null)),
    ];

    private string About(FoundPack pack) => pack.Pack is { } found
        ? Text["AboutPack", found.Dimensions, found.Precision, found.MaxTokens, found.Languages.Count == 0 ? "–" : string.Join(", ", found.Languages), pack.Bytes / 1e6].Value
        : pack.Problem!;

    private async Task AddAsync(InputFileChangeEventArgs chosen)
    {
        (_reading, _problem) = (chosen.File.Name, null);
        try
        {
            if (chosen.File.Size > EncoderPacks.MostZipBytes)
            {
                _problem = Text["TooLarge", chosen.File.Name, chosen.File.Size / 1e6, EncoderPacks.MostZipBytes / 1e6];
                return;
            }

            await using var stream = chosen.File.OpenReadStream(EncoderPacks.MostZipBytes);
            var id = await Store.AddAsync(await ActorAsync(), stream, CancellationToken.None);
            Toasts.Show(Text["PackAdded", id]);
            await OnChanged.InvokeAsync();
        }
        catch (Exception error) when (error is TextEncoderException or IOException or UnauthorizedAccessException)
        {
            _problem = error.Message;
        }
        finally
        {
            _reading = null;
        }
    }

    private async Task RemoveAsync(string id)
    {
        if (await Confirm.AskAsync(new ConfirmQuestion(Text["RemoveAsk", id], Text["RemoveText"], Text["Remove"], Danger: true)))
        {
            Toasts.Show(Text[await Store.RemoveAsync(await ActorAsync(), id, CancellationToken.None) ? "PackRemoved" : "PackUsed", id]);
            await OnChanged.InvokeAsync();
        }
    }

    private async Task<Actor> ActorAsync() => Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);

    private sealed record Row(string Name, EncoderChoice? Choice, string About, string? Pack, bool Broken);
}
