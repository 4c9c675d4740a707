using System.Globalization;
using Quartz;

namespace Portal.Jobs;

/// <summary>
/// This process, under whose name its runs are recorded and, where several share a database, its scheduler checks in: machine and process
/// id, and a mark of its own, because both come again after a restart, in a container even always.
/// </summary>
internal sealed record JobNode(string Name)
{
    private const int LongestMachine = 100;

    public static JobNode OfThisProcess()
    {
        var machine = Environment.MachineName;
        var mark = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..6];
        return new JobNode(string.Create(CultureInfo.InvariantCulture, $"{machine[..Math.Min(machine.Length, LongestMachine)]}:{Environment.ProcessId}-{mark}"));
    }
}

/// <summary>Who is alive of the processes that share the database.</summary>
internal sealed class JobNodes(ISchedulerFactory schedulers, JobNode self)
{
    /// <summary>
    /// Names of the processes that may be running jobs: this one, and those that have checked in with the scheduler's store lately enough
    /// not to be given up. A SQLite file has one process only, which the lock on the data folder sees to.
    /// </summary>
    public async Task<IReadOnlyList<string>> AliveAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var nodes = await scheduler.QueryClusterNodes(ct);
        return [self.Name, .. nodes.Where(node => !node.IsCurrentNode && node.State != ClusterNodeState.Failed).Select(node => node.InstanceId)];
    }
}
