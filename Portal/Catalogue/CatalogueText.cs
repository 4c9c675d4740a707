namespace Portal.Catalogue;

/// <summary>Names the texts of the catalogue's pages (CatalogueText.resx).</summary>
public sealed class CatalogueText;
