namespace Portal.Domain.Collaborative;

/// <summary>Learns an <see cref="IItemModel"/>. An implementation is a record of its hyper-parameters: the configuration is the trainer.</summary>
public interface IItemModelTrainer
{
    /// <summary>Stable lower-case name of the method.</summary>
    string Key { get; }

    /// <summary>Learns the model; the same data and configuration give the same model.</summary>
    /// <param name="data">The interactions.</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range, or the data do not suit the method.</exception>
    IItemModel Train(InteractionMatrix data, IProgress<double>? progress, CancellationToken cancellationToken);
}
