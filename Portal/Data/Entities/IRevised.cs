namespace Portal.Data.Entities;

/// <summary>A row that two people can edit: the revision is a concurrency token, counted up by every save.</summary>
public interface IRevised
{
    int Revision { get; set; }
}
