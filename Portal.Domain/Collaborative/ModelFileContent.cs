namespace Portal.Domain.Collaborative;

/// <summary>What a model file holds.</summary>
/// <param name="Model">The model.</param>
/// <param name="ItemIds">Ids of its items, in their order; <see cref="RemappedModel.Over"/> lays the model over another catalogue by them.</param>
public sealed record ModelFileContent(IItemModel Model, IReadOnlyList<string> ItemIds);
