using Portal.Data;

namespace Portal.Startup;

internal static class DataFolderCheck
{
    /// <summary>Creates the folder where it is missing and proves that files can be written there.</summary>
    /// <exception cref="PortalStartupException">They cannot.</exception>
    public static void EnsureWritable(DataFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            using var probe = new FileStream(folder.File($".write-test-{Path.GetRandomFileName()}"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
            probe.WriteByte(1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PortalStartupException(
                $"The data folder {folder.Path} cannot be written ({e.Message.TrimEnd('.')}); give the account that runs the portal write access, or set Portal:DataFolder to another folder.",
                e);
        }
    }
}
