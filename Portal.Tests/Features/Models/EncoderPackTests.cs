using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data;
using Portal.Domain.Embedding;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Models;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Models;

public sealed class EncoderPackTests : PageScene
{
    private EncoderPacks Packs => Services.GetRequiredService<EncoderPacks>();

    private string Folder => Services.GetRequiredService<DataFolder>().Encoders;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddModels();
    }

    [Fact]
    public async Task A_pack_is_taken_in_when_it_works_and_removed_again()
    {
        using var zip = await BuiltInAsync("nested/", "my-pack");

        Assert.Equal("my-pack", await Packs.AddAsync(Actor.CommandLine, zip, default));
        zip.Position = 0;
        Assert.Contains("already", (await Assert.ThrowsAsync<TextEncoderException>(() => Packs.AddAsync(Actor.CommandLine, zip, default))).Message, StringComparison.Ordinal);

        var found = Assert.Single(Packs.List());
        Assert.Equal(("my-pack", 512, (string?)null), (found.Id, found.Pack!.Dimensions, found.Problem));
        Assert.True(await Packs.RemoveAsync(Actor.CommandLine, "my-pack", default));
        Assert.Empty(Packs.List());
        Assert.Empty(Directory.GetDirectories(Folder, ".incoming-*"));
        await using var db = Database.CreateDbContext();
        Assert.Equal(["encoder.pack-added", "encoder.pack-removed"], await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
    }

    [Theory]
    [InlineData("", "", "no zip file")]
    [InlineData("readme.txt", "hello", "has no model.json")]
    [InlineData("model.json", "{", "no valid JSON")]
    [InlineData("model.json", """{ "id": "../up" }""", "'id' of model.json")]
    [InlineData("model.json", """{ "id": "x", "dimensions": 3, "pooling": "mean", "maxTokens": 16, "tokenizer": "wordpiece" }""", "has no model.onnx")]
    public async Task What_is_no_pack_is_refused_by_name_and_leaves_nothing_behind(string name, string text, string problem)
    {
        using MemoryStream file = new();
        if (name.Length > 0)
        {
            using ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
            using StreamWriter writer = new(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
        else
        {
            file.Write(Encoding.ASCII.GetBytes("PK but not really"));
        }

        file.Position = 0;

        var error = await Assert.ThrowsAsync<TextEncoderException>(() => Packs.AddAsync(Actor.CommandLine, file, default));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Folder));
    }

    [Fact]
    public async Task A_path_in_a_zip_leads_nowhere()
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "../../model.json", "vocab.txt" })
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write("x");
            }
        }

        file.Position = 0;

        Assert.Contains("different folders", (await Assert.ThrowsAsync<TextEncoderException>(() => Packs.AddAsync(Actor.CommandLine, file, default))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(Folder)!, "model.json")));
    }

    [Fact]
    public async Task Without_an_encoder_there_is_nothing_to_compare_try_or_measure()
    {
        await AddItemsAsync(Film("a"), Film("b"));
        await ActAsync("a", InteractionKind.Like);

        var overview = Services.GetRequiredService<ModelOverview>();
        Assert.Empty(await overview.NearestAsync("the sea", default));
        Assert.Null(await overview.MeasureAsync(default));
        Assert.Equal(new VectorShare(2, 0, 0), (await overview.ReadAsync(default)).Share);
        Assert.Contains("No text encoder", (await Assert.ThrowsAsync<TextEncoderException>(() => Services.GetRequiredService<EncoderComparison>().RunAsync(null, default))).Message, StringComparison.Ordinal);
    }

    // The converted built-in encoder under another name, as somebody else's pack.
    private async Task<MemoryStream> BuiltInAsync(string folder, string id)
    {
        using TestFolder made = new();
        var loader = Services.GetRequiredService<EncoderLoader>();
        using (var encoder = (await loader.LoadAsync(new EncoderOptions(), Path.Combine(AppContext.BaseDirectory, "encoders", "use-lite"), made.FullName, null, default)).Encoder!)
        {
            Assert.Equal(512, encoder.Info.Dimensions);
        }

        MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in Directory.GetFiles(Assert.Single(Directory.GetDirectories(made.FullName))))
            {
                await using var to = await zip.CreateEntry(folder + Path.GetFileName(path), CompressionLevel.NoCompression).OpenAsync();
                var bytes = await File.ReadAllBytesAsync(path);
                if (Path.GetFileName(path) == "model.json")
                {
                    var json = System.Text.Json.Nodes.JsonNode.Parse(bytes)!.AsObject();
                    json["id"] = id;
                    json.Remove("converter");
                    bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
                }

                await to.WriteAsync(bytes);
            }
        }

        file.Position = 0;
        return file;
    }
}
