using Microsoft.Extensions.Options;

namespace Portal.Data;

/// <summary>The folder in which the portal keeps everything it writes.</summary>
public sealed class DataFolder(IOptions<PortalOptions> options, IHostEnvironment environment)
{
    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.DataFolder, environment.ContentRootPath);

    /// <summary>The SQLite database.</summary>
    public string DatabaseFile => File("portal.db");

    /// <summary>Folder of the text encoders: the converted default and added model packs.</summary>
    public string Encoders => File("encoders");

    /// <summary>Folder of the keys that protect cookies.</summary>
    public string Keys => File("keys");

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
