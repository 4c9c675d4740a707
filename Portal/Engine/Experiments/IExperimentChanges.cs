namespace Portal.Engine.Experiments;

/// <summary>Is told when an experiment was started, stopped or changed, so that feeds follow at once.</summary>
public interface IExperimentChanges
{
    /// <summary>Something changed. Returns at once.</summary>
    void Changed();
}
