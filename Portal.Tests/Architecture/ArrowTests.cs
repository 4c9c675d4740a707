using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Domain.Catalogue;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>Who may know whom. A broken rule is named with its reason.</summary>
public sealed partial class ArrowTests
{
    // Each concept with those it may use; what is missing here may be used by nobody.
    private static readonly Dictionary<string, string[]> Domain = new()
    {
        ["Numerics"] = [],
        ["Catalogue"] = ["Numerics"],
        ["Collaborative"] = ["Catalogue", "Numerics", "Profiles"],
        ["Fusion"] = ["Numerics"],
        ["Language"] = ["Catalogue", "Numerics"],
        ["Embedding"] = ["Numerics"],
        ["Profiles"] = ["Catalogue", "Language", "Numerics"],
        ["Retrieval"] = ["Catalogue", "Language", "Numerics"],
        ["Ranking"] = ["Catalogue", "Collaborative", "Content", "Context", "Fusion", "Graph", "Language", "Numerics", "Profiles", "Retrieval", "ShortTerm"],
        ["Sentiment"] = ["Language", "Numerics"],
        ["ShortTerm"] = ["Catalogue", "Numerics", "Profiles", "Retrieval"],
        ["Content"] = ["Catalogue", "Numerics", "Profiles", "Retrieval"],
        ["Context"] = ["Catalogue", "Numerics", "Profiles"],
        ["OffPolicy"] = ["Ranking"],
        ["Experiments"] = ["Numerics"],
        ["Graph"] = ["Catalogue", "Numerics", "Retrieval"],
        ["Recommendation"] = ["Catalogue", "Collaborative", "Context", "Fusion", "Language", "Numerics", "Profiles", "Ranking", "Retrieval", "ShortTerm"],
        ["Evaluation"] = ["Catalogue", "Collaborative", "Content", "Embedding", "Fusion", "Graph", "Language", "Numerics", "Profiles", "Ranking", "Retrieval", "ShortTerm", "Recommendation"],
    };

    // What every feature may use; another feature it may not.
    private static readonly string[] Common = ["Data", "Engine", "People", "Shared", "Accounts", "Diagnostics"];
    private static readonly string[] Doors = ["Cli", "Jobs", "Startup"];

    [Fact]
    public void The_engine_runs_without_a_host()
    {
        string[] forbidden = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Quartz", "Radzen", "Microsoft.Data"];

        var broken = typeof(Item).Assembly.GetReferencedAssemblies().Where(name => forbidden.Any(prefix => name.Name!.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.True(!broken.Any(), $"Portal.Domain must be usable and measurable without a host, but references {string.Join(", ", broken)}.");
    }

    [Fact]
    public void Concepts_of_the_engine_point_one_way()
    {
        List<string> broken = [];
        foreach (var (file, concept, text) in Sources("Portal.Domain"))
        {
            Assert.True(Domain.ContainsKey(concept), $"{file}: the folder '{concept}' has no rule yet; add it to {nameof(ArrowTests)}.");
            broken.AddRange(Used(text, @"Portal\.Domain\.(\w+)").Where(used => used != concept && Domain.ContainsKey(used) && !Domain[concept].Contains(used)).Select(used => $"{file} → {used}"));
        }

        Assert.True(broken.Count == 0, "Only Recommendation composes; the rest points as in docs/architecture.md. Broken: " + string.Join("; ", broken.Distinct()));
    }

    [Fact]
    public void A_feature_does_not_use_another_feature()
    {
        var features = Directory.GetDirectories(Path.Combine(Repository.Root, "Portal")).Select(Path.GetFileName)
            .Except(Common).Except(Doors).Except(["bin", "obj", "Properties", "Shell", "Demo"]).ToHashSet();
        List<string> broken = [];
        foreach (var (file, feature, text) in Sources("Portal").Where(source => features.Contains(source.Folder)))
        {
            broken.AddRange(Used(text, @"Portal\.(\w+)").Where(used => used != feature && (features.Contains(used) || Doors.Contains(used))).Select(used => $"{file} → {used}"));
        }

        Assert.True(broken.Count == 0, "A feature uses Data, Engine, People, Shared, Accounts and Diagnostics, so that it can be changed or removed alone. Broken: " + string.Join("; ", broken.Distinct()));
    }

    [Fact]
    public void Shared_parts_know_no_feature()
    {
        var broken = Sources("Portal").Where(source => source.Folder == "Shared")
            .SelectMany(source => Used(source.Text, @"Portal\.(\w+)").Where(used => used is not ("Shared" or "Domain")).Select(used => $"{source.File} → {used}"));

        Assert.True(!broken.Any(), "Shared holds parts without a feature in their name. Broken: " + string.Join("; ", broken));
    }

    [Theory]
    [InlineData(@"Microsoft\.ML\.OnnxRuntime", "Portal.Domain", "Embedding", "so that another runtime is a change of one folder")]
    [InlineData(@"UseSqlite\(|UseSqlServer\(|Microsoft\.Data\.(Sqlite|SqlClient)", "Portal", "Data", "so that a feature works the same on both databases")]
    [InlineData(@"\bSpectre\.Console\b|\bSystem\.CommandLine\b", "Portal", "Cli", "so that services can be used without a terminal")]
    public void Only_one_folder_names(string pattern, string project, string folder, string reason)
    {
        string[] allowed = folder == "Data" ? ["Data", "Startup", "Jobs"] : [folder];
        var broken = Sources(project).Where(source => !allowed.Contains(source.Folder) && source.File != "Program.cs" && Regex.IsMatch(source.Text, pattern)).Select(source => source.File);

        Assert.True(!broken.Any(), $"Only {project}/{folder} names {pattern}, {reason}. Broken: {string.Join("; ", broken)}");
    }

    [Fact]
    public void Files_stay_short()
    {
        var long_ = Sources("Portal").Concat(Sources("Portal.Domain")).Where(source => !source.File.Contains("Migrations", StringComparison.Ordinal))
            .Select(source => (source.File, Lines: source.Text.Count(c => c == '\n'), Most: source.File.EndsWith(".razor", StringComparison.Ordinal) ? 250 : 300))
            .Where(source => source.Lines > source.Most).Select(source => $"{source.File} ({source.Lines} lines)");

        Assert.True(!long_.Any(), "A page has at most 250 lines, a class 300: what second thing lives in " + string.Join(", ", long_));
    }

    [Fact]
    public void No_type_bears_the_name_of_a_namespace()
    {
        // Nobody names a migration in code.
        var types = new[] { typeof(Item).Assembly, typeof(Portal.Data.PortalDbContext).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true && !type.Namespace.Contains(".Migrations.", StringComparison.Ordinal));
        var names = types.Select(type => type.Namespace!.Split('.')[^1]).ToHashSet();

        var broken = types.Where(type => !type.IsNested && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null && names.Contains(type.Name)).Select(type => type.FullName);

        Assert.True(!broken.Any(), "Such a type hides the namespace from its neighbours: " + string.Join(", ", broken));
    }

    private static IEnumerable<string> Used(string text, string pattern) => Regex.Matches(CommentLine().Replace(text, ""), pattern).Select(match => match.Groups[1].Value).Distinct();

    private static IEnumerable<(string File, string Folder, string Text)> Sources(string project)
    {
        var root = Path.Combine(Repository.Root, project);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)))
        {
            var relative = Path.GetRelativePath(root, file).Replace('\\', '/');
            var parts = relative.Split('/');
            if (parts[0] is not ("bin" or "obj"))
            {
                yield return (relative, parts.Length > 1 ? parts[0] : "", File.ReadAllText(file));
            }
        }
    }

    [GeneratedRegex(@"^\s*///?.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();
}
