import Testing

@testable import LeadCore

/// What job titles of eight languages say of seniority.
@Suite struct SeniorityTests {
  private func check(_ title: String, _ seniority: String?) {
    #expect(Titles.seniority.value(of: FoldedText(title))?.description == seniority)
  }

  @Test(arguments: [
    ("CEO", "c_level"), ("Chief Revenue Officer", "c_level"), ("Managing Director", "c_level"),
    ("Founder & CEO", "c_level"), ("President", "c_level"), ("Vice President of Sales", "vp"),
    ("SVP, Marketing", "vp"), ("Assistant Vice President", "vp"), ("Sales Director", "director"),
    ("Director of Sales", "director"), ("Associate Director", "director"),
    ("Head of Growth", "head"), ("Chief of Staff", "head"), ("Product Manager", "manager"),
    ("Sales Manager, EMEA", "manager"), ("Assistant Manager", "manager"), ("Team Lead", "manager"),
    ("Account Executive", "individual"), ("Executive Assistant", "individual"),
    ("Assistant to the CEO", "individual"),
    ("Executive Assistant to the Vice President", "individual"),
    ("Product Owner", "individual"), ("HR Business Partner", "individual"),
    ("Director of First Impressions", "individual"), ("Software Engineer", "individual"),
    ("Marketing Intern", "intern"), ("Trainee Accountant", "intern"), ("PhD Student", "student"),
    ("Internal Auditor", "individual"), ("International Sales Manager", "manager"),
    ("Partner", "c_level"), ("Channel Partner Manager", "manager"), ("Ninja", nil), ("", nil),
  ])
  func english(_ title: String, _ seniority: String?) { check(title, seniority) }

  @Test(arguments: [
    ("Geschäftsführer", "c_level"), ("Geschäftsführerin", "c_level"), ("Vorstand", "c_level"),
    ("Inhaber", "c_level"), ("Gründerin & CEO", "c_level"), ("Finanzvorstand", "c_level"),
    ("Mitglied der Geschäftsleitung", "c_level"), ("Stellvertretender Geschäftsführer", "vp"),
    ("Vertriebsleiter", "head"), ("Leiterin Marketing", "head"), ("IT-Leiter", "head"),
    ("Leitung Einkauf", "head"), ("Personalleiter/in", "head"), ("Teamleiter", "manager"),
    ("Projektleiterin", "manager"), ("Vertriebsmanager", "manager"), ("Prokurist", "director"),
    ("Vertriebsdirektor", "director"), ("Assistentin der Geschäftsführung", "individual"),
    ("Vorstandsassistent", "individual"), ("Sachbearbeiter Einkauf", "individual"),
    ("Softwareentwicklerin", "individual"), ("Unternehmensberater", "individual"),
    ("Flugbegleiterin", "individual"), ("Werkstudent", "student"), ("Werkstudentin", "student"),
    ("Praktikantin", "intern"), ("Auszubildende", "intern"),
  ])
  func german(_ title: String, _ seniority: String) { check(title, seniority) }

  @Test(arguments: [
    ("PDG", "c_level"), ("Président-directeur général", "c_level"),
    ("Directrice générale", "c_level"),
    ("Gérant", "c_level"), ("Cofondatrice", "c_level"), ("Directeur général adjoint", "vp"),
    ("Vice-présidente", "vp"), ("Directeur commercial", "director"),
    ("Directrice marketing", "director"), ("Responsable des ventes", "head"),
    ("Chef de service", "head"), ("Chef de projet", "manager"), ("Cheffe de produit", "manager"),
    ("Chargée de clientèle", "individual"), ("Assistante de direction", "individual"),
    ("Ingénieur logiciel", "individual"), ("Attaché commercial", "individual"),
    ("Stagiaire", "intern"), ("Alternante marketing", "intern"), ("Étudiant", "student"),
  ])
  func french(_ title: String, _ seniority: String) { check(title, seniority) }

  @Test(arguments: [
    ("Director General", "c_level"), ("Consejera Delegada", "c_level"), ("Propietario", "c_level"),
    ("Gerente General", "c_level"), ("Socia Fundadora", "c_level"), ("Vicepresidente", "vp"),
    ("Subdirector General", "vp"), ("Directora de Marketing", "director"),
    ("Director Comercial", "director"), ("Jefe de Ventas", "head"),
    ("Jefa de Departamento", "head"),
    ("Jefe de Proyecto", "manager"), ("Gerente de Compras", "manager"), ("Encargada", "manager"),
    ("Ejecutivo de Cuentas", "individual"), ("Asistente de Dirección", "individual"),
    ("Ingeniera de Software", "individual"), ("Contador", "individual"), ("Becario", "intern"),
    ("Practicante de Marketing", "intern"), ("Estudiante", "student"),
  ])
  func spanish(_ title: String, _ seniority: String) { check(title, seniority) }

  @Test(arguments: [
    ("Genel Müdür", "c_level"), ("GENEL MÜDÜR", "c_level"), ("Kurucu Ortak", "c_level"),
    ("Yönetim Kurulu Başkanı", "c_level"), ("Şirket Sahibi", "c_level"),
    ("Genel Müdür Yardımcısı", "vp"), ("Başkan Yardımcısı", "vp"), ("Satış Direktörü", "director"),
    ("Bölüm Başkanı", "head"), ("Satış Müdürü", "manager"), ("Müdür Yardımcısı", "manager"),
    ("Pazarlama Yöneticisi", "manager"), ("Takım Lideri", "manager"), ("Uzman", "individual"),
    ("Kıdemli Yazılım Uzmanı", "individual"), ("Satış Temsilcisi", "individual"),
    ("Yönetici Asistanı", "individual"), ("Genel Müdür Asistanı", "individual"),
    ("Ürün Sahibi", "individual"), ("STAJYER", "intern"), ("Öğrenci", "student"),
  ])
  func turkish(_ title: String, _ seniority: String) { check(title, seniority) }

  @Test(arguments: [
    ("Prezes Zarządu", "c_level"), ("Właścicielka", "c_level"), ("Członek Zarządu", "c_level"),
    ("Dyrektor Generalny", "c_level"), ("Współzałożyciel", "c_level"), ("Wiceprezes", "vp"),
    ("Dyrektor Finansowy", "director"), ("Zastępca dyrektora", "director"),
    ("Kierownik Działu Sprzedaży", "head"), ("Kierownik", "manager"),
    ("Kierownik Projektu", "manager"), ("Menedżerka ds. marketingu", "manager"),
    ("Specjalista ds. marketingu", "individual"), ("Asystentka Zarządu", "individual"),
    ("Asystentka prezesa", "individual"), ("Programista", "individual"),
    ("Przedstawiciel Handlowy", "individual"), ("Praktykant", "intern"), ("Stażystka", "intern"),
    ("Studentka", "student"),
  ])
  func polish(_ title: String, _ seniority: String) { check(title, seniority) }

  @Test(arguments: [
    ("مدیرعامل", "c_level"), ("مدیر عامل", "c_level"), ("مدير عامل", "c_level"),
    ("مدیر‌عامل", "c_level"), ("رئیس هیئت مدیره", "c_level"), ("هم‌بنیان‌گذار", "c_level"),
    ("بنیان‌گذار", "c_level"), ("معاون مدیرعامل", "vp"), ("قائم مقام", "vp"),
    ("مدیر ارشد بازاریابی", "director"), ("رئیس بخش فروش", "head"), ("مدیر فروش", "manager"),
    ("كارشناس فروش", "individual"), ("کارشناس ارشد مالی", "individual"),
    ("دستیار مدیرعامل", "individual"), ("مسئول دفتر مدیرعامل", "individual"),
    ("برنامه‌نویس", "individual"), ("مهندس نرم‌افزار", "individual"), ("کارآموز", "intern"),
    ("دانشجو", "student"), ("دانشجوی مدیریت", "student"),
  ])
  func persian(_ title: String, _ seniority: String?) { check(title, seniority) }

  @Test(arguments: [
    ("กรรมการผู้จัดการ", "c_level"), ("ประธานเจ้าหน้าที่บริหาร", "c_level"),
    ("เจ้าของกิจการ", "c_level"), ("ผู้ก่อตั้งบริษัท", "c_level"), ("รองกรรมการผู้จัดการ", "vp"),
    ("รองประธานฝ่ายขาย", "vp"), ("ผู้อำนวยการฝ่ายการตลาด", "director"),
    ("หัวหน้าฝ่ายบัญชี", "head"),
    ("ผู้จัดการฝ่ายขาย", "manager"), ("ผู้ช่วยผู้จัดการ", "manager"), ("หัวหน้างาน", "manager"),
    ("เลขานุการกรรมการผู้จัดการ", "individual"), ("วิศวกรซอฟต์แวร์", "individual"),
    ("พนักงานขาย", "individual"), ("เจ้าหน้าที่การตลาด", "individual"),
    ("นักศึกษาฝึกงาน", "intern"),
    ("นักศึกษา", "student"),
  ])
  func thai(_ title: String, _ seniority: String) { check(title, seniority) }
}
