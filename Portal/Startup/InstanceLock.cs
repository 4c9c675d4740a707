using System.Globalization;
using Portal.Data;

namespace Portal.Startup;

/// <summary>
/// One program at a time owns a data folder: it holds <c>portal.lock</c> open, which the system lets go however the program
/// ends. The process id stands in <c>portal.pid</c>, because nobody else can read the locked file.
/// </summary>
internal sealed class InstanceLock(DataFolder folder) : IDisposable
{
    private FileStream? _file;

    /// <summary>Takes the folder, or answers false where another program has it.</summary>
    public bool TryTake()
    {
        if (_file is not null)
        {
            return true;
        }

        try
        {
            _file = new FileStream(folder.File("portal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return false;
        }

        File.WriteAllText(folder.File("portal.pid"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <exception cref="PortalStartupException">Another portal has the folder.</exception>
    public void Take()
    {
        if (!TryTake())
        {
            throw new PortalStartupException(
                $"Another portal{Owner()} already uses the data folder {folder.Path}; stop it or set Portal:DataFolder.");
        }
    }

    public void Dispose()
    {
        if (_file is null)
        {
            return;
        }

        File.Delete(folder.File("portal.pid"));
        _file.Dispose();
        _file = null;
    }

    private string Owner()
    {
        try
        {
            return $" (process {File.ReadAllText(folder.File("portal.pid")).Trim()})";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
