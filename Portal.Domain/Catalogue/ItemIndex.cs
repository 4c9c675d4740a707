namespace Portal.Domain.Catalogue;

/// <summary>Position of an item in one <see cref="CatalogueIndex"/>, from 0; meaningless in any other.</summary>
public readonly record struct ItemIndex(int Value);
