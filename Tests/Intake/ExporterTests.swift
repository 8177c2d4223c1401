import LeadCore
import Testing

@testable import Intake

/// Programs known by their header, and what their columns are called in other languages.
@Suite struct ExporterTests {
  @Test(arguments: [
    (
      "Record ID,First Name,Last Name,Email,Contact owner", "HubSpot", RecordKind.lead,
      ["hubspot", "email"]
    ),
    ("Record ID - Contact,First Name,Email", "HubSpot", .lead, ["hubspot", "email"]),
    (
      "Record ID,Company name,Company Domain Name,Company owner", "HubSpot", .account,
      ["account_id", "domain"]
    ),
    (
      "Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Contact IDs", "HubSpot", .deal,
      ["hubspot"]
    ),
    (
      "Lead ID,First Name,Last Name,Company / Account,Email,Lead Owner", "Salesforce", .lead,
      ["salesforce", "email"]
    ),
    ("Contact ID,Account ID,Account Name,Email", "Salesforce", .lead, ["salesforce", "email"]),
    (
      "Account ID,Account Name,Account Owner,Website", "Salesforce", .account,
      ["account_id", "domain"]
    ),
    (
      "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Contact ID", "Salesforce", .deal,
      ["salesforce"]
    ),
    (
      "ID,ISDELETED,LASTNAME,FIRSTNAME,COMPANY,EMAIL,OWNERID,SYSTEMMODSTAMP", "Salesforce", .lead,
      ["salesforce", "email"]
    ),
    (
      "Id,Name,BillingCountry,Website,OwnerId,CreatedDate", "Salesforce", .account,
      ["account_id", "domain"]
    ),
    ("Id,AccountId,ContactId,Name,StageName,Amount,CloseDate", "Salesforce", .deal, ["salesforce"]),
    ("Id,FirstName,LastName,Email", "Salesforce", .lead, ["salesforce", "email"]),
    (
      "Id,First Name,Last Name,Email Address,Company Name,Person Source,Person Score", "Marketo",
      .lead, ["marketo", "email"]
    ),
    (
      "id,email,first_name,last_name,crm_lead_fid,is_do_not_email", "Pardot", .lead,
      ["pardot", "email"]
    ),
    (
      "Person - ID;Person - Name;Person - Email - Work;Organization - Name", "Pipedrive", .lead,
      ["pipedrive", "email"]
    ),
    (
      "Deal - ID;Deal - Title;Deal - Status;Deal - Value;Person - ID", "Pipedrive", .deal,
      ["pipedrive"]
    ),
    (
      "Organization - ID;Organization - Name;Organization - Owner", "Pipedrive", .account,
      ["account_id"]
    ),
    (
      "Record Id,Lead Owner.id,Lead Owner,Company,Last Name,Email,Created Time", "Zoho", .lead,
      ["zoho", "email"]
    ),
    ("Record Id,Account Name,Account Owner,Website", "Zoho", .account, ["account_id", "domain"]),
    ("Record Id,Deal Name,Stage,Closing Date,Amount,Contact Name.id", "Zoho", .deal, ["zoho"]),
    (
      "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,First Name,Email", "Dynamics 365", .lead,
      ["dynamics", "email"]
    ),
    (
      "(Do Not Modify) Account,Account Name,Website", "Dynamics 365", .account,
      ["account_id", "domain"]
    ),
    ("id,name,contact_name,partner_name,email_from,phone", "Odoo", .lead, ["odoo", "email"]),
    (
      "Email Address,MEMBER_RATING,OPTIN_TIME,LEID,EUID", "Mailchimp", .lead,
      ["mailchimp", "email"]
    ),
    (
      "Email Address,MEMBER_RATING,UNSUB_TIME,LEID,EUID", "Mailchimp", .optout,
      ["mailchimp", "email"]
    ),
    ("#,Your email,Start Date (UTC),Submit Date (UTC),Network ID", "Typeform", .lead, ["email"]),
    ("id,created_time,ad_id,form_id,full_name,email", "Meta lead ads", .lead, ["meta", "email"]),
    (
      "First Name,Last Name,Title,Company Name,Email,# Employees,Apollo Contact Id", "Apollo",
      .lead, ["apollo", "email"]
    ),
    ("ProspectID,ProspectAutoId,EmailAddress", "LeadSquared", .lead, ["leadsquared", "email"]),
    ("First Name,E-mail Address,E-mail Display Name", "Outlook", .lead, ["email"]),
    ("First Name,E-mail 1 - Label,E-mail 1 - Value", "Google Contacts", .lead, ["email"]),
  ])
  func areKnown(_ header: String, _ name: String, _ record: RecordKind, _ kinds: [String]) throws {
    let mark: Character = header.contains(";") ? ";" : ","
    let names = header.split(separator: mark).map(String.init)
    let mapping = try Mapping(header: names, path: "x.csv", sources: [], zone: .utc)
    #expect(mapping.exporter?.name == name)
    #expect(mapping.kind == record && mapping.evidence == .exporter)
    #expect(mapping.identityKinds == kinds)
  }

  /// Nobody's in particular.
  @Test(arguments: [
    "id,first_name,last_name,email", "id,email,is_deleted", "record_no,first_name,email",
    "id,name,email,created_at", "email,form_id,created_time", "person_id,email",
  ])
  func othersAreNot(_ header: String) throws {
    let names = header.split(separator: ",").map(String.init)
    let mapping = try Mapping(header: names, path: "x.csv", sources: [], zone: .utc)
    #expect(mapping.exporter == nil && mapping.evidence == .columns)
    #expect(mapping.identityKinds == ["email"])
  }

  @Test func theTableIsSound() {
    #expect(Exporter.known.count > 50)
    for exporter in Exporter.known {
      #expect((exporter.kind == nil) == (exporter.id == nil), "\(exporter.name)")
      switch exporter.record {
      case .account: #expect(exporter.kind == "account_id")
      case .deal: #expect(exporter.kind == "deal")
      default: #expect(exporter.kind != "account_id" && exporter.kind != "deal")
      }
    }
    let kinds = [
      "hubspot", "salesforce", "marketo", "pardot", "zoho", "dynamics", "odoo", "apollo",
    ]
    #expect(Set(Exporter.identityKinds).isSuperset(of: kinds + ["lead_id", "contact_id"]))
    #expect(!Exporter.identityKinds.contains("account_id"))
  }

  @Test func dealsOfExportersHaveOurWords() throws {
    let mapped = try MappingTests.Mapped(
      "Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Contact IDs,Deal owner\n"
        + "7,Big,Closed Won,\"1,000\",2026-03-02 10:00,901;902,Jim\n"
        + "8,Small,Appointment Scheduled,,,903,\n9,Gone,closedlost,,,904,\n")
    #expect(mapped.special(.deal) == ["7", "8", "9"])
    #expect(mapped.special(.stage) == ["won", "open", "lost"])
    #expect(mapped.special(.amount) == ["1000", "", ""])
    #expect(mapped.special(.closedAt) == ["2026-03-02T10:00:00Z", "", ""])
    #expect(mapped.identity("hubspot") == ["901", "903", "904"])
    #expect(mapped.field("crm_owner") == ["Jim", "", ""])
    #expect(mapped.field("deal_name") == ["Big", "Small", "Gone"])
  }

  @Test func whoHasLeftAListIsNotMailed() throws {
    let mapped = try MappingTests.Mapped(
      "Email Address,UNSUB_TIME,LEID,EUID\na@b.co,2026-03-02 10:00:00,1,ab\n")
    #expect(mapped.special(.noEmail) == ["yes"] && mapped.identity("mailchimp") == ["ab"])
  }

  /// The file's name says it, whatever the header looks like.
  @Test func namesGoBeforeHeaders() throws {
    let header = ["Record ID", "Email", "First Name", "outcome", "at"]
    let mapping = try Mapping(header: header, path: "attempts-1.csv", sources: [], zone: .utc)
    #expect(mapping.kind == .attempt && mapping.identityKinds == ["hubspot", "email"])
    #expect(mapping.evidence == .fileName)
  }

  /// Each header takes two lines.
  private static let languages = """
    E-posta,Ad,Soyad,Şirket,Unvan,Telefon,Şehir,
    Ülke,Sektör,Çalışan Sayısı,Yıllık Ciro,Kaynak,Web Sitesi,Oluşturma Tarihi
    E-POSTA,ADI,SOYADI,ŞİRKET ADI,UNVANI,TELEFON,ŞEHİR,
    ÜLKE,SEKTÖR,ÇALIŞAN SAYISI,CİRO,KAYNAK,WEB SİTESİ,OLUŞTURULMA TARİHİ
    E-mail,Imię,Nazwisko,Firma,Stanowisko,Telefon,Miasto,
    Kraj,Branża,Liczba pracowników,Przychód,Źródło,Strona internetowa,Data utworzenia
    ایمیل,نام,نام خانوادگی,شركت,سمت,تلفن,شهر,
    كشور,صنعت,تعداد کارکنان,درآمد,منبع,وب‌سایت,تاریخ ایجاد
    อีเมล,ชื่อ,นามสกุล,บริษัท,ตำแหน่ง,โทรศัพท์,เมือง,
    ประเทศ,อุตสาหกรรม,จำนวนพนักงาน,รายได้,แหล่งที่มา,เว็บไซต์,วันที่สร้าง
    E-Mail-Adresse,Vorname,Nachname,Firma,Position,Telefon,Stadt,
    Land,Branche,Mitarbeiterzahl,Umsatz,Quelle,Webseite,Erstellt am
    Courriel,Prénom,Nom,Entreprise,Poste,Téléphone,Ville,
    Pays,Secteur,Effectif,Chiffre d'affaires,Source,Site web,Date de création
    Correo electrónico,Nombre,Apellidos,Empresa,Cargo,Teléfono,Ciudad,
    País,Industria,Número de empleados,Facturación,Fuente,Sitio web,Fecha de creación
    """.split(separator: "\n")

  @Test(arguments: 0..<8)
  func headersOfOtherLanguages(_ place: Int) throws {
    let header = Self.languages[2 * place] + Self.languages[2 * place + 1]
    let fields = [
      "email", "first_name", "last_name", "company", "title", "phone", "city", "country",
      "industry", "employees", "revenue", "source", "website", "created_at",
    ]
    let names = header.split(separator: ",").map(String.init)
    let mapping = try Mapping(header: names, path: "x.csv", sources: [], zone: .utc)
    #expect(mapping.fieldNames == fields)
  }

  /// A source drafted from a file reads it the same way.
  @Test(arguments: [
    "hubspot-contacts.csv", "mailchimp-audience.csv", "typeform-responses.csv",
    "meta-leadads.utf8.tsv", "pipedrive-persons.semicolon.csv", "leadsquared-leads.csv",
    "outlook-contacts.cp1252.csv", "google-ads-leadform-webhook.json",
  ])
  func draftsReadTheSame(_ name: String) throws {
    try #require(Corpus.isThere)
    let bytes = try Corpus.bytes("exports/reconstructed/" + name)
    let first = try MappingTests.Mapped(bytes, name)
    let draft = first.mapping.draft(
      name: "draft", files: name, header: first.rows.header, encoding: nil)
    let again = try MappingTests.Mapped(bytes, name, sources: [draft])
    #expect(again.mapping.roles == first.mapping.roles)
    #expect(again.mapping.identityKinds == first.mapping.identityKinds)
    #expect(again.block.fieldNames == first.block.fieldNames)
    #expect(again.mapping.warnings == first.mapping.warnings.filter { !$0.contains("`dates:`") })
    for field in first.block.fieldNames { #expect(again.field(field) == first.field(field)) }
    for kind in first.mapping.identityKinds {
      #expect(again.identity(kind) == first.identity(kind))
    }
  }
}
